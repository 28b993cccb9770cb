import { startCoordinator } from '../../harness/run/join/coordinator.ts';
import { joinRun } from '../../harness/run/join/link.ts';
import { openWorkplace } from '../../harness/run/workplace.ts';
import { costOf } from './cost.ts';

/** Shards that come to one coordinator, and look at its clock; both ends are in this process. */
export async function costOfCoordinator(members: number) {
  await using workplace = await openWorkplace();
  const options = { host: '127.0.0.1', port: 0, token: 'scale', timeoutMs: 600_000, workplace, say: () => {} };
  await using coordinator = await startCoordinator(options);
  const url = new URL(coordinator.url);
  return await costOf(async () => {
    const links = await Promise.all(
      Array.from({ length: members }, (_, at) =>
        joinRun(url, { runId: 'scale', index: at + 1, total: members, fingerprints: {} }),
      ),
    );
    await Promise.all(links.map((link) => link[Symbol.asyncDispose]()));
  });
}

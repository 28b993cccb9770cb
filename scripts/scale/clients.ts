import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runSchema } from '../../harness/record/schema.ts';

const START = path.join(import.meta.dirname, '../../harness/cli/start.mjs');
/** Of one client, all of them with a request in flight at the same moment. */
const CONNECTIONS = 2_500;
/** Some wait for a connection, so that the limit is tried. */
const REQUESTS = CONNECTIONS + 100;
/** As long as a slow machine needs to open all of them. */
const ANSWER_MS = 15_000;

/** Clients that hold this many connections to one server: how many each and all of them had at once. */
export async function countClients(clients: number, folder: string) {
  const file = path.join(folder, 'scale.json');
  const scenario = {
    name: 'scale',
    target: { kind: 'http' },
    requests: [{ path: `/ok?delayMs=${ANSWER_MS}` }],
    load: { concurrency: REQUESTS, requests: REQUESTS, deadlineMs: 8 * ANSWER_MS, clients },
    growth: { cycles: 0 },
    probe: false,
    configurations: { capped: { transport: 'undici-agent', connections: CONNECTIONS } },
  };
  await writeFile(file, JSON.stringify(scenario));
  const args = [START, 'scenario', file, '--json', '--quiet', '--out', path.join(folder, 'results')];
  // Whatever its verdict.
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const { status, cases } = runSchema.parse(JSON.parse(stdout));
  const peaks = cases.map(({ metrics }) => metrics.connectionsActivePeak);
  const against = cases.flatMap(({ configuration, checks }) =>
    checks.flatMap((check) => (check.status === 'fail' ? [`${configuration}: ${check.name}: ${check.summary}`] : [])),
  );
  return { clients, status, activePeakEach: peaks.slice(0, clients), activePeakTogether: peaks.at(-1), against };
}

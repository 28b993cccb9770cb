import { EXIT, PoolproofError } from '../../core/errors.ts';
import { describeEnvironment } from '../../record/environment.ts';
import type { Joint } from '../../record/evidence/clients.ts';
import { joinRun, type Link } from '../../run/join/link.ts';
import { isLoopback, runJoined } from '../../run/join/run-joined.ts';
import type { PlayCase } from '../../run/run-suite.ts';
import type { Scenario } from '../../scenario/types.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { ALL_SHARDS, type Part, type ShardNumber } from './part.ts';

/** A shard that plays all of a run, as one client of several on different machines. */
export interface Joined extends AsyncDisposable {
  part: Part;
  link: Link;
  /** What all shards had together, by the place in the plan. */
  joints: Map<number, Joint>;
  play: PlayCase;
}

/** Comes to the coordinator at `url`, and waits there with the first case until all shards have come. */
export async function joinShards(
  scenarios: readonly Scenario[],
  { url, runId, index, total, say }: ShardNumber & { url: URL; runId: string; say: (text: string) => void },
): Promise<Joined> {
  verifyCanJoin(scenarios, url);
  const { processor: _, ...fingerprints } = await fingerprintsOf(scenarios, describeEnvironment());
  const link = await joinRun(url, { runId, index, total, fingerprints });
  const plan = scenarios.flatMap(({ name, configurations }) =>
    configurations.map((one) => {
      return { scenario: name, configuration: one.name, contrast: one.contrast, shard: ALL_SHARDS };
    }),
  );
  const joints = new Map<number, Joint>();
  let isTold = false;
  return {
    part: { plan, scenarios: [...scenarios] },
    link,
    joints,
    async play(casePlan, options) {
      const { scenario, configuration } = casePlan;
      const at = plan.findIndex((one) => one.scenario === scenario.name && one.configuration === configuration.name);
      try {
        const played = await runJoined(casePlan, options, { link, at });
        if (played?.joint) joints.set(at, played.joint);
        return played ? [played.measured] : [];
      } catch (error) {
        if (!link.isLost()) throw error;
        if (!isTold) say('The coordinator is gone: the blob holds what was played until then.');
        isTold = true;
        return [];
      }
    },
    [Symbol.asyncDispose]: () => link[Symbol.asyncDispose](),
  };
}

function verifyCanJoin(scenarios: readonly Scenario[], { hostname }: URL): void {
  const several = scenarios.find(({ load }) => load.clients > 1);
  if (several) {
    throw new PoolproofError('MISUSED', `${several.name} has ${several.load.clients} clients of its own.`, {
      exitCode: EXIT.usage,
      hint: 'A shard that joins is one client: leave load.clients out, and start as many shards.',
    });
  }
  const local = scenarios.find(({ target }) => target.socket === 'unix');
  if (local && !isLoopback(hostname)) {
    throw new PoolproofError('MISUSED', `${local.name} is about a Unix socket, which other machines do not see.`, {
      exitCode: EXIT.usage,
      hint: "Give its target `socket: 'tcp'`.",
    });
  }
}

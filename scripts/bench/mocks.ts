import { DEFAULT_CONNECTIONS } from '../../harness/core/default-connections.ts';
import { defaultRequests } from '../../harness/scenario/defaults.ts';
import type { RequestSpec, SocketKind, TargetKind } from '../../harness/scenario/types.ts';
import { type Cast, makeTarget, type Served, startBare, startDriver, startWatched } from './actors.ts';
import { compare, type Pair, type Side } from './compare.ts';
import { type Bench, type Rows, ratioRow } from './part.ts';

// Each mock against a bare server that reads the same body and sends the same bytes, driven by autocannon.

export async function* benchMocks(bench: Bench): Rows {
  for (const kind of ['loki', 'docker', 'http'] as const) {
    for (const socket of ['tcp', 'unix'] as const) {
      bench.say(`${kind} on ${socket}`);
      const ratios = await compare({ rounds: bench.rounds, slices: 6 }, (processes) =>
        openPair({ bench, processes }, kind, socket),
      );
      yield ratioRow('mocks', `${kind} on ${socket}`, ratios);
    }
  }
}

async function openPair(cast: Cast, kind: TargetKind, socket: SocketKind): Promise<Pair> {
  const target = makeTarget(kind, socket);
  const [request] = defaultRequests(kind) as [RequestSpec];
  const mock = await startWatched(cast, target);
  const bare = await startBare(cast, { target, like: mock, request });
  const driver = startDriver(cast);
  const task = { request, connections: DEFAULT_CONNECTIONS, durationMs: cast.bench.quick ? 200 : 300 };
  const side = ({ pid, address }: Served): Side => ({
    // The driver is the same for both and not on trial.
    pids: [pid],
    play: () => driver.calls.drive({ ...task, server: address }),
  });
  return { subject: side(mock), control: side(bare) };
}

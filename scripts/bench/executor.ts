import { defaultRequests } from '../../harness/scenario/defaults.ts';
import { DEFAULT_LOAD } from '../../harness/scenario/loads/load.ts';
import type { RequestSpec } from '../../harness/scenario/types.ts';
import { makeTarget, startBareSubject, startUnwatched } from './actors.ts';
import { compare } from './compare.ts';
import { type Bench, type Row, type Rows, ratioRow } from './part.ts';

// The harness's executor, with deadlines, signals and the tally, against a loop that only asks, with the same client.

const TARGET = makeTarget('http', 'tcp');

export async function* benchExecutor(bench: Bench): Rows {
  yield againstLoop(bench, 'executor against a bare loop', { withSignals: false });
  yield againstLoop(bench, 'executor against a loop with signals', { withSignals: true });
}

async function againstLoop(bench: Bench, name: string, { withSignals }: { withSignals: boolean }): Promise<Row> {
  bench.say(name);
  const load = { ...DEFAULT_LOAD, durationMs: bench.quick ? 100 : 250 };
  const requests = defaultRequests(TARGET.kind);
  const [request] = requests as [RequestSpec];
  const ratios = await compare({ rounds: bench.rounds, slices: 8 }, async (processes) => {
    const cast = { bench, processes };
    const server = await startUnwatched(cast, TARGET);
    const [executor, loop] = [await startBareSubject(cast, server), await startBareSubject(cast, server)];
    return {
      subject: {
        pids: [executor.pid],
        play: async () => (await executor.calls.load({ requests, load })).tally.answered,
      },
      control: { pids: [loop.pid], play: () => loop.calls.loop({ request, load, withSignals }) },
    };
  });
  return ratioRow('harness', name, ratios);
}

import { defaultRequests } from '../../harness/scenario/defaults.ts';
import { DEFAULT_LOAD } from '../../harness/scenario/loads/load.ts';
import type { RequestSpec } from '../../harness/scenario/types.ts';
import { makeTarget, startBareSubject, startUnwatched } from './actors.ts';
import { compare, type Ratios } from './compare.ts';
import { type Bench, type Rows, ratioRow } from './part.ts';

// The harness's executor, with deadlines, signals and the tally, against a loop that only asks, with the same client.
//
// Measured in 260 pairs of slices on two busy cores, Node 26.10, undici 8.12, as CPU time each at 95 %: 1.03 (0.98 to
// 1.06) of the loop with signals, where a timer, four closures and three promises for each request cost 1.13 (1.09 to
// 1.16). Of the bare loop it is about 1.16: a signal costs undici a tenth of a request, and nearly as much where it is
// an object that does nothing.

const TARGET = makeTarget('http', 'tcp');

/** What the executor may cost beside a loop whose requests can be called off, too. */
const AFFORDABLE = { atLeast: 0.97 };

/** One slice alone strays by a tenth, hence their number. */
const SLICE_MS = 250;
const SLICES = 32;

export async function* benchExecutor(bench: Bench): Rows {
  const withSignals = await againstLoop(bench, { withSignals: true });
  yield ratioRow('harness', 'executor against a loop with signals', withSignals, AFFORDABLE);
  // Clients read the signal when they are called, so that it cannot be made only for requests that come near their
  // deadline.
  yield ratioRow('harness', 'executor against a bare loop', await againstLoop(bench, { withSignals: false }));
}

/** One client for both sides, because two of the same code differ by some two per cent. */
function againstLoop(bench: Bench, { withSignals }: { withSignals: boolean }): Promise<Ratios> {
  bench.say(`executor against a loop ${withSignals ? 'with' : 'without'} signals`);
  const load = { ...DEFAULT_LOAD, durationMs: bench.quick ? 100 : SLICE_MS };
  const requests = defaultRequests(TARGET.kind);
  const [request] = requests as [RequestSpec];
  return compare({ rounds: bench.rounds, slices: bench.quick ? 8 : SLICES }, async (processes) => {
    const cast = { bench, processes };
    const { pid, calls } = await startBareSubject(cast, await startUnwatched(cast, TARGET));
    return {
      subject: { pids: [pid], play: async () => (await calls.load({ requests, load })).tally.answered },
      control: { pids: [pid], play: () => calls.loop({ request, load, withSignals }) },
    };
  });
}

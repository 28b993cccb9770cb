import { makeRandom } from '../../core/random.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { windowOf } from '../../report/comparison/testing/sample-comparison.ts';
import type { PlayedRound, runRounds } from '../../run/run-rounds.ts';
import type { Scenario } from '../../scenario/types.ts';

const NOISE = 0.02;
/** Within the limit of any configuration. */
const FEW_CONNECTIONS = { connectionsOpened: 1, connectionsPeak: 1, connectionsActivePeak: 1 };
const ENDED_BY_US = { ...makeCase().evidence.ending, outcome: 'killed' } as const;

/**
 * Rounds without a process or a clock: of each configuration by its name, how many times slower than the others it was.
 */
export function recordedRounds(slowness: Record<string, number>): typeof runRounds {
  return async (scenario, events, stop) => {
    const random = makeRandom(1);
    const play = ({ load }: Scenario, names: readonly string[]): PlayedRound => {
      const machine = 1 + NOISE * random();
      const windows = names.map((name) => {
        const { metrics } = windowOf((slowness[name] ?? 1) * machine * (1 + NOISE * random()));
        const measured = { ...metrics, ...FEW_CONNECTIONS, requests: load.requests };
        return [name, makeCase({ metrics: measured, evidence: { ending: ENDED_BY_US } })] as const;
      });
      return Object.fromEntries(windows);
    };
    const names = scenario.configurations.map(({ name }) => name);
    const design = events.onTrial(play(scenario, names), null);
    for (const order of design.order) {
      if (stop.aborted) return;
      for (const name of order) events.onWindow(name);
      await events.onRound(play(design.scenario, order));
    }
  };
}

/** The same, stopped by `interrupt` after this many rounds. */
export function interruptedAfter(
  rounds: number,
  playRounds: typeof runRounds,
  interrupt: AbortController,
): typeof runRounds {
  let played = 0;
  return (scenario, events, stop, more) => {
    const onRound: typeof events.onRound = async (round) => {
      await events.onRound(round);
      played += 1;
      if (played === rounds) interrupt.abort();
    };
    return playRounds(scenario, { ...events, onRound }, stop, more);
  };
}

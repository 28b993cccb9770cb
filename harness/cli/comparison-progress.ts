import type { ComparisonWatcher } from '../app/comparison/measure-comparison.ts';
import type { Size } from '../app/comparison/size.ts';
import { formatCount, formatDurationMs } from '../core/units.ts';
import { showTimeBar } from './time-bar.ts';

/** Ceiling and trial round, before anybody knows how fast the configurations are. */
const TRIAL_ROUND_MS = 10_000;

/** Writes to stderr how far a comparison is. */
export type ComparisonProgress = Omit<ComparisonWatcher, 'stop' | 'say'> & Disposable;

export function showComparisonProgress({ quiet }: { quiet: boolean }): ComparisonProgress {
  if (quiet) return { sized: () => {}, window: () => {}, round: () => {}, micro: () => {}, [Symbol.dispose]: () => {} };
  return process.stderr.isTTY ? bar() : lines();
}

function lines(): ComparisonProgress {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  let [planned, startedMs] = [0, Date.now()];
  say('A trial round sizes the windows.');
  return {
    sized: (size, configurations) => {
      [planned, startedMs] = [size.rounds, Date.now()];
      say(sizeText(size, configurations));
    },
    window: () => {},
    round: (done) => {
      const elapsedMs = Date.now() - startedMs;
      const left = done < planned ? `, about ${formatDurationMs((elapsedMs / done) * (planned - done))} left` : '';
      say(`  round ${done}/${planned} after ${formatDurationMs(elapsedMs)}${left}`);
    },
    micro: (configuration) => say(`  the cost of one request: ${configuration}`),
    [Symbol.dispose]: () => {},
  };
}

function bar(): ComparisonProgress {
  const drawn = showTimeBar(TRIAL_ROUND_MS);
  let [planned, done] = [0, 0];
  return {
    sized: (size, configurations) => {
      planned = size.rounds;
      process.stderr.write(`\r\u001b[2K${sizeText(size, configurations)}\n`);
      drawn.expect(size.rounds * size.roundMs);
    },
    window: (configuration) =>
      drawn.say(
        planned === 0 ? `trial round · ${configuration}` : `round ${done + 1} of ${planned} · ${configuration}`,
      ),
    round: (count) => {
      done = count;
    },
    micro: (configuration) => drawn.say(`the cost of one request · ${configuration}`),
    [Symbol.dispose]: drawn[Symbol.dispose],
  };
}

/** What is about to be played, and the smallest difference that it can show. */
function sizeText(size: Size, configurations: number): string {
  const windows = `${configurations} configurations and a hidden twin of the reference`;
  const work =
    size.requests === null
      ? `windows of ${formatDurationMs(size.uncalledMs)}`
      : `${formatCount(size.requests, 'request')} in each window`;
  const lasts = `about ${formatDurationMs(size.rounds * size.roundMs)}`;
  return `${formatCount(size.rounds, 'round')} of ${windows}, ${work}, ${lasts}. ${claimText(size)}`;
}

export function claimText({ smallestClaim, leastRounds, sufficientBudgetMs }: Size): string {
  if (smallestClaim !== null) {
    return `Differences from ${Math.round((smallestClaim - 1) * 100)} % on are found in 8 of 10 such comparisons, if windows scatter by 5 %.`;
  }
  const budget = sufficientBudgetMs === null ? '' : `: --budget ${Math.ceil(sufficientBudgetMs / 1_000)}s would do`;
  return `Estimates only: fewer than ${formatCount(leastRounds, 'round')} of that many configurations cannot prove anything${budget}.`;
}

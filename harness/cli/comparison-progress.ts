import type { ComparisonWatcher } from '../app/comparison/measure-comparison.ts';
import type { Size } from '../app/comparison/size.ts';
import { formatCount, formatDurationMs } from '../core/units.ts';
import { leftOfMs } from '../run/expected-time.ts';
import { say } from './say.ts';
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
  const pace = keepPace();
  say('A trial round sizes the windows.');
  return {
    sized: (size, configurations) => {
      pace.sized(size);
      say(sizeText(size, configurations));
    },
    window: () => {},
    round: (done) => {
      const { planned, elapsedMs } = pace.roundDone(done);
      const left = done < planned ? `, about ${formatDurationMs(pace.leftMs())} left` : '';
      say(`  round ${done}/${planned} after ${formatDurationMs(elapsedMs)}${left}`);
    },
    micro: (configuration) => say(`  the cost of one request: ${configuration}`),
    [Symbol.dispose]: () => {},
  };
}

function bar(): ComparisonProgress {
  const pace = keepPace();
  let [what, planned, done] = ['trial round', 0, 0];
  const drawn = showTimeBar({ leftMs: pace.leftMs, what: () => what });
  return {
    sized: (size, configurations) => {
      planned = size.rounds;
      pace.sized(size);
      say(sizeText(size, configurations));
    },
    window: (configuration) => {
      what = planned === 0 ? `trial round · ${configuration}` : `round ${done + 1} of ${planned} · ${configuration}`;
    },
    round: (count) => {
      done = count;
      pace.roundDone(count);
    },
    micro: (configuration) => {
      what = `the cost of one request · ${configuration}`;
    },
    [Symbol.dispose]: drawn[Symbol.dispose],
  };
}

/** How long the rounds took, and what is left by that. */
function keepPace() {
  let [planned, done, roundMs] = [0, 0, TRIAL_ROUND_MS];
  let [startedMs, begunMs] = [Date.now(), Date.now()];
  return {
    sized(size: Size) {
      [planned, roundMs] = [size.rounds, size.roundMs];
      startedMs = begunMs = Date.now();
    },
    roundDone(count: number): { planned: number; elapsedMs: number } {
      [done, begunMs] = [count, Date.now()];
      roundMs = (begunMs - startedMs) / done;
      return { planned, elapsedMs: begunMs - startedMs };
    },
    leftMs: () => leftOfMs(roundMs, Date.now() - begunMs) + roundMs * Math.max(0, planned - done - 1),
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

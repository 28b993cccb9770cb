import { commandLine } from '../core/command-line.ts';
import type { Interval } from '../stats/exact.ts';
import { adjustHolm } from '../stats/holm.ts';
import { findShift } from '../stats/rank-sum.ts';
import { ratioInterval } from './compare-rounds.ts';
import { METRICS, type Measured, type Metric, type MetricName } from './metrics.ts';
import { DECISION_LEVEL, isProven } from './verdict.ts';

/** To be shown wherever an unpaired comparison is. */
export const UNPAIRED_CAUTION =
  'The records were not measured in turns: the machine may have changed between them. In simulations of a shared machine 15 to ' +
  `30 of 100 such comparisons of equals differ. \`${commandLine('compare')}\` measures in turns.`;

/**
 * One metric of two records; the ratio is after / before. 'left out': it was measured, and would be the word of too few
 * requests, or of other work.
 */
export type UnpairedComparison = { metric: MetricName; before: number; after: number } & (
  | { finding: 'not measured' | 'left out' }
  /** Too few values for any test: a ratio, and nothing known about its error. */
  | { finding: 'not tested'; ratio: number }
  /** 'differs' speaks of the records, not of what they ran: the day is not ruled out as the cause. */
  | {
      finding: 'differs' | 'no difference seen';
      ratio: number;
      interval95: Interval | 'unbounded';
      interval99: Interval | 'unbounded';
      p: number;
      adjustedP: number;
    }
);

/**
 * Compares the windows of two saved records of one configuration; `before` and `after` in the result count the windows.
 */
export function compareRecords(before: readonly Measured[], after: readonly Measured[]): UnpairedComparison[] {
  const shifts = METRICS.map((metric) => makeShift(metric, before, after));
  const tested = shifts.filter(({ isTested }) => isTested);
  const adjusted = adjustHolm(tested.map(({ shift }) => shift?.p ?? 1));
  return shifts.map((made) => {
    const { metric, counts, shift, isTested } = made;
    const base = { metric: metric.name, ...counts };
    if (!shift) return { ...base, finding: 'not measured' };
    const ratio = Math.exp(shift.estimate);
    if (!isTested) return { ...base, finding: 'not tested', ratio };
    const adjustedP = adjusted[tested.indexOf(made)] ?? 1;
    const differs = isProven(adjustedP) && Math.abs(shift.estimate) >= Math.log(metric.delta);
    return {
      ...base,
      finding: differs ? 'differs' : 'no difference seen',
      ratio,
      interval95: ratioInterval(shift, 0.95),
      interval99: ratioInterval(shift, 0.99),
      p: shift.p,
      adjustedP,
    };
  });
}

function makeShift(metric: Metric, before: readonly Measured[], after: readonly Measured[]) {
  const [from, to] = [logarithms(before, metric.name), logarithms(after, metric.name)];
  const shift = from.length > 0 && to.length > 0 ? findShift(from, to) : null;
  const isTested = shift !== null && shift.interval(DECISION_LEVEL) !== 'unbounded';
  return { metric, counts: { before: from.length, after: to.length }, shift, isTested };
}

function logarithms(windows: readonly Measured[], name: MetricName): number[] {
  return windows.flatMap((window) => {
    const value = window[name];
    return value && value > 0 ? [Math.log(value)] : [];
  });
}

import type { SavedMetricComparison } from '../record/comparison.ts';
import type { Interval } from '../stats/exact.ts';
import type { MetricName } from './metrics.ts';

/** What a metric is called beside others, and by itself. */
export const METRIC_WORDS: Record<MetricName, { short: string; title: string }> = {
  requestsPerSecond: { short: 'requests/s', title: 'requests per second' },
  latencyP50Ms: { short: 'p50', title: 'latency p50' },
  latencyP99Ms: { short: 'p99', title: 'latency p99' },
  cpuPerRequestMicros: { short: 'CPU per request', title: 'CPU per request' },
};

/** A comparison with figures. */
export type Figured = Extract<SavedMetricComparison, { ratio: number }>;

export function hasFigures(comparison: SavedMetricComparison): comparison is Figured {
  return comparison.verdict !== 'not measured';
}

/** '12 % lower', '3.1 times as high', 'the same'. */
export function changeText(ratio: number): string {
  if (ratio >= 2) return `${ratio.toFixed(1)} times as high`;
  const percent = percentOf(ratio);
  if (percent === '0 %') return 'the same';
  return `${percent} ${ratio > 1 ? 'higher' : 'lower'}`;
}

/** The same of a cost, which is worse the higher it is: '12 % better', 'the same'. */
export function worseText(ratio: number): string {
  const percent = percentOf(ratio);
  return percent === '0 %' ? 'the same' : `${percent} ${ratio > 1 ? 'worse' : 'better'}`;
}

/**
 * '8 to 16 %' where both ends lie on the ratio's side of 1, else with signs: '-2 to +5 %'; 'unknown' where it has no
 * ends.
 */
export function intervalText(interval: Interval | 'unbounded'): string {
  if (interval === 'unbounded') return 'unknown';
  const { low, high } = interval;
  if (high >= 2) return `${low.toFixed(2)} to ${high.toFixed(2)} times`;
  if (low > 1) return `${number(low)} to ${percentOf(high)}`;
  if (high < 1) return `${number(high)} to ${percentOf(low)}`;
  return `${signed('-', number(low))} to ${signed('+', number(high))} %`;
}

function signed(sign: '-' | '+', text: string): string {
  return text === '0' ? text : sign + text;
}

/** How far a ratio is from 1: '4.2 %'. */
export function percentOf(ratio: number): string {
  return `${number(ratio)} %`;
}

/** How far a ratio is from 1 in percent, without its sign. */
function number(ratio: number): string {
  const percent = Math.abs(ratio - 1) * 100;
  return percent < 9.95 ? String(Number(percent.toFixed(1))) : percent.toFixed(0);
}

/** 'p99 12 % lower (95 %: 8 to 16 %)'. */
export function claimText({ metric, ratio, interval95 }: Figured): string {
  return `${METRIC_WORDS[metric].short} ${changeText(ratio)} (95 %: ${intervalText(interval95)})`;
}

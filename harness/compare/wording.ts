import type { SavedMetricComparison } from '../record/comparison.ts';
import type { MetricName } from './metrics.ts';
import { changeText, intervalText, percentOf } from './ratio-text.ts';

export { changeText, intervalText, percentOf };

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

/** A cost, which is worse the higher it is, beside what it was: '12 % better', 'the same'. */
export function worseText(ratio: number): string {
  const percent = percentOf(ratio);
  return percent === '0 %' ? 'the same' : `${percent} ${ratio > 1 ? 'worse' : 'better'}`;
}

/** 'p99 −12 % (95 %: −16 to −8 %)'. */
export function claimText({ metric, ratio, interval95 }: Figured): string {
  return `${METRIC_WORDS[metric].short} ${changeText(ratio)} (95 %: ${intervalText(interval95)})`;
}

import { harmonicMean } from 'simple-statistics';
import type { Window } from '../record/comparison.ts';
import type { Measured, MetricName } from './metrics.ts';

/** A p99 that rests on fewer than ten requests above it is the word of one of them. */
export const P99_LEAST_REQUESTS = 1_000;

/**
 * What may be compared of a window: latencies only where it completed as many requests as every other one, because a
 * client that sheds load looks fast.
 */
export function measuredOf({ metrics }: Pick<Window, 'metrics'>, requests: number | null): Measured {
  const { requestsPerSecond, latencyP50Ms, latencyP99Ms, cpuPerRequestMicros } = metrics;
  const isEqualWork = requests === null || metrics.requests === requests;
  const hasTail = (metrics.requests ?? 0) >= P99_LEAST_REQUESTS;
  return {
    requestsPerSecond,
    latencyP50Ms: isEqualWork ? latencyP50Ms : null,
    latencyP99Ms: isEqualWork && hasTail ? latencyP99Ms : null,
    cpuPerRequestMicros,
  };
}

export type LeftOut = Partial<Record<MetricName, string>>;

/** Why latencies that a window measured are not compared, as the end of a sentence. */
export function leftOutOf({ metrics }: Pick<Window, 'metrics'>, requests: number | null): LeftOut {
  const isMeasured = (name: 'latencyP50Ms' | 'latencyP99Ms') => metrics[name] !== null;
  if (requests !== null && metrics.requests !== requests) {
    const latencies = (['latencyP50Ms', 'latencyP99Ms'] as const).filter(isMeasured);
    return Object.fromEntries(latencies.map((name) => [name, 'a window did not complete its requests']));
  }
  if (!isMeasured('latencyP99Ms') || (metrics.requests ?? 0) >= P99_LEAST_REQUESTS) return {};
  return { latencyP99Ms: `a window has fewer than ${P99_LEAST_REQUESTS.toLocaleString('en')} requests` };
}

/**
 * The number of requests of every window: the windows of a round last `durationMs` on average. Equal numbers, not equal
 * times, because percentiles of different amounts of work are not the same question.
 */
export function requestsPerWindow(perSecond: readonly number[], durationMs: number, least: number): number {
  return Math.max(least, Math.round((harmonicMean([...perSecond]) * durationMs) / 1_000));
}

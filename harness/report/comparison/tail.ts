import type { ComparisonRecord } from '../../record/comparison.ts';

/** The p99 where the windows were large enough for one, else the median. */
export function tailOf({ comparisons }: ComparisonRecord): 'latencyP99Ms' | 'latencyP50Ms' {
  const isMeasured = comparisons.some(({ metric, verdict }) => metric === 'latencyP99Ms' && verdict !== 'not measured');
  return isMeasured ? 'latencyP99Ms' : 'latencyP50Ms';
}

import { hasFigures } from '../../compare/wording.ts';
import type { ComparisonRecord, ComparisonStatus } from '../../record/comparison.ts';
import { COMPARISON_FAMILIES } from './families/comparison.ts';
import { gather, type Measurement } from './points.ts';

const CODES: Readonly<Record<ComparisonStatus, number>> = {
  trusted: 0,
  estimates: 0,
  untrusted: 2,
  incomplete: 2,
  interrupted: 130,
};

/** A comparison as metrics: how it ended, and each metric of each configuration beside the reference's. */
export function metricsOfComparison(record: ComparisonRecord): Measurement {
  const { scenario, status, comparisons, startedAt, finishedAt, environment } = record;
  const told = comparisons.filter(hasFigures).flatMap(({ configuration, metric, ratio, interval95 }) => {
    const labels = { scenario, configuration, metric };
    const ends = interval95 === 'unbounded' ? null : interval95;
    return [
      { family: COMPARISON_FAMILIES.ratio, labels, value: ratio },
      { family: COMPARISON_FAMILIES.low, labels, value: ends?.low ?? null },
      { family: COMPARISON_FAMILIES.high, labels, value: ends?.high ?? null },
    ];
  });
  const ended = { family: COMPARISON_FAMILIES.status, labels: { scenario }, value: CODES[status] };
  return { metrics: gather([ended, ...told]), startedAt, finishedAt, poolproof: environment.poolproof };
}

import { hasFigures } from '../../compare/wording.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { csvTable } from './table.ts';

const HEADING = [
  ...['comparison', 'scenario', 'reference', 'configuration', 'metric', 'verdict', 'rounds'],
  ...['ratio', 'low95', 'high95', 'adjustedP'],
];

/** A row for each metric of each configuration beside the reference. */
export function renderComparisonCsv({ id, scenario, reference, comparisons }: ComparisonRecord): string {
  const rows = comparisons.map((one) => {
    const said = [id, scenario, reference, one.configuration, one.metric, one.verdict, one.rounds];
    if (!hasFigures(one)) return [...said, null, null, null, null];
    const ends = one.interval95 === 'unbounded' ? null : one.interval95;
    return [...said, one.ratio, ends?.low ?? null, ends?.high ?? null, one.adjustedP];
  });
  return csvTable(HEADING, rows);
}

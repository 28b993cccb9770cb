import type { ComparisonRecord } from '../../record/comparison.ts';
export function renderComparisonHtml(record: ComparisonRecord): string {
  return record.recommendation;
}

import type { ComparisonRecord } from '../../record/comparison.ts';
import { inOrder } from './order.ts';

/** As many lines as can be told from each other in one drawing. */
const MOST_CURVES = 6;

/** Of whom curves are drawn: of all where they are few, else of the reference and the first ones in their order. */
export function curvesOf(record: ComparisonRecord): ComparisonRecord['configurations'] {
  const ordered = inOrder(record);
  if (ordered.length <= MOST_CURVES) return record.configurations;
  const reference = record.configurations.filter(({ name }) => name === record.reference);
  return [...reference, ...ordered.filter(({ name }) => name !== record.reference)].slice(0, MOST_CURVES);
}

/** What to add to the title of such a drawing. */
export function ofWhom({ configurations }: ComparisonRecord): string {
  const { length } = configurations;
  return length <= MOST_CURVES ? '' : `: the reference and the first ${MOST_CURVES - 1} of the ${length} in the table`;
}

import type { Check } from '../../record/schema.ts';

const WORST_FIRST = ['fail', 'inconclusive', 'pass', 'skipped'] as const;

/** Verdicts by how much they ask of a reader, those alike in their order. */
export function worstFirst<Verdict extends Check>(checks: Verdict[]): Verdict[] {
  return WORST_FIRST.flatMap((status) => checks.filter((check) => check.status === status));
}

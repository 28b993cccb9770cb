import type { CheckStatus, RunRecord } from '../record/schema.ts';

export type Verdict = CheckStatus | RunRecord['status'];

/** Verdicts differ by symbol and word; colour only helps. */
export const SYMBOLS: Record<Verdict, string> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  interrupted: '!',
  skipped: '–',
};

export const WORDS: Record<Verdict, string> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  interrupted: 'interrupted',
  skipped: 'skipped',
};

const WORST_FIRST: readonly Verdict[] = ['fail', 'interrupted', 'inconclusive', 'pass', 'skipped'];

/** What failed first, then what could not be judged; else in the order that they had. */
export function worstFirst<T extends { status: Verdict }>(checks: readonly T[]): T[] {
  return checks.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));
}

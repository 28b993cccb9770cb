import type { CheckStatus, RunRecord } from '../record/schema.ts';

/** 'open': nothing new failed, and what failed before has not been mended. */
export type Verdict = CheckStatus | RunRecord['status'] | 'open';

/** Verdicts differ by symbol and word; colour only helps. */
export const SYMBOLS: Record<Verdict, string> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  interrupted: '!',
  open: '!',
  skipped: '–',
};

export const WORDS: Record<Verdict, string> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  interrupted: 'interrupted',
  open: 'open',
  skipped: 'skipped',
};

const WORST_FIRST: readonly Verdict[] = ['fail', 'interrupted', 'inconclusive', 'open', 'pass', 'skipped'];

/** What failed first, then what could not be judged; else in the order that they had. */
export function worstFirst<T extends { status: Verdict }>(checks: readonly T[]): T[] {
  return checks.toSorted((a, b) => WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status));
}

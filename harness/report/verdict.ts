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

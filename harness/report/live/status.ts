import { SYMBOLS, WORDS } from '../verdict.ts';
import type { LiveStatus } from './board.ts';

/** What a status looks like, and how it is spoken; a verdict as everywhere. */
export const LIVE_STATUS: Readonly<Record<LiveStatus, { symbol: string; word: string }>> = {
  pass: { symbol: SYMBOLS.pass, word: WORDS.pass },
  fail: { symbol: SYMBOLS.fail, word: WORDS.fail },
  inconclusive: { symbol: SYMBOLS.inconclusive, word: WORDS.inconclusive },
  interrupted: { symbol: SYMBOLS.interrupted, word: WORDS.interrupted },
  skipped: { symbol: SYMBOLS.skipped, word: WORDS.skipped },
  waiting: { symbol: '·', word: 'waiting' },
  playing: { symbol: '▸', word: 'being played' },
};

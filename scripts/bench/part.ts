import type { Workplace } from '../../harness/run/workplace.ts';
import type { Ratios } from './compare.ts';
import type { Spread } from './spread.ts';

/** What one part of the bench is given. */
export interface Bench {
  workplace: Workplace;
  rounds: number;
  /** Shorter and rougher: to see that everything works. */
  quick: boolean;
  /** Progress, for a person who waits. */
  say(text: string): void;
}

/** Each as soon as it is measured: a bench that is ended early keeps what was done. */
export type Rows = AsyncIterable<Row>;

/** One line of the result. */
export type Row = RatioRow | FigureRow;

/** What something costs, measured in pairs with and without it. */
export interface RatioRow extends Ratios {
  kind: 'ratio';
  part: string;
  name: string;
  /** The least throughput that is asked of it; null where it may be anything. */
  expected: { atLeast: number } | null;
  /**
   * By the 95 % interval; undecided while that lies on both sides of what is asked, and from fewer than six pairs. A
   * machine is too noisy for it to fail the bench.
   */
  verdict: 'met' | 'missed' | 'undecided' | null;
}

/** What was counted once, and what it must be; null where it may be anything. */
export interface FigureRow {
  kind: 'figure';
  part: string;
  name: string;
  value: number;
  expected: Expected | null;
  isRight: boolean;
}

export type Expected = { exactly: number } | { atMost: number };

export function ratioRow(part: string, name: string, ratios: Ratios, expected: RatioRow['expected'] = null): RatioRow {
  return { kind: 'ratio', part, name, ...ratios, expected, verdict: expected && judge(ratios.throughput, expected) };
}

function judge({ interval95 }: Spread, { atLeast }: { atLeast: number }): RatioRow['verdict'] {
  if (interval95 === null) return 'undecided';
  if (interval95.low >= atLeast) return 'met';
  return interval95.high < atLeast ? 'missed' : 'undecided';
}

export function figureRow(part: string, name: string, value: number, expected: Expected | null): FigureRow {
  return { kind: 'figure', part, name, value, expected, isRight: expected === null || meets(value, expected) };
}

function meets(value: number, expected: Expected): boolean {
  return 'exactly' in expected ? value === expected.exactly : value <= expected.atMost;
}

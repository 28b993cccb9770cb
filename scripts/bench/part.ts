import type { Workplace } from '../../harness/run/workplace.ts';
import type { Ratios } from './compare.ts';

/** What one part of the bench is given. */
export interface Bench {
  workplace: Workplace;
  rounds: number;
  /** Shorter and rougher: to see that everything works. */
  quick: boolean;
  /** Progress, for whoever waits. */
  say(text: string): void;
}

/** One line of the result. */
export type Row = RatioRow | FigureRow;

/** What something costs, measured in pairs with and without it. */
export interface RatioRow extends Ratios {
  kind: 'ratio';
  part: string;
  name: string;
  /** The least throughput that is asked of it; null where it may be anything. */
  expected: { atLeast: number } | null;
  /** By the median. A machine is too noisy for it to fail the bench: whoever reads it sees the spread beside it. */
  isMet: boolean;
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
  const isMet = expected === null || ratios.throughput.median >= expected.atLeast;
  return { kind: 'ratio', part, name, ...ratios, expected, isMet };
}

export function figureRow(part: string, name: string, value: number, expected: Expected | null): FigureRow {
  return { kind: 'figure', part, name, value, expected, isRight: expected === null || meets(value, expected) };
}

function meets(value: number, expected: Expected): boolean {
  return 'exactly' in expected ? value === expected.exactly : value <= expected.atMost;
}

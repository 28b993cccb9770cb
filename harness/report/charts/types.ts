import type { Series } from '../../record/schema.ts';

// What a chart shows, as plain data: computed in Node, drawn by the page's script. No imports but types, because the
// script's own type check reads this file too.

/** A stretch of time with a name: a phase. */
export interface Band {
  name: string;
  startMs: number;
  endMs: number;
}

export interface Line {
  name: string;
  /** What the line means; the page gives each role its colour and stroke. */
  role: 'open' | 'active' | 'limit' | 'descriptors' | 'memory';
  axis: 'left' | 'right';
  series: Series;
}

/** Step lines over time. */
export interface TimeChart {
  kind: 'time';
  lines: Line[];
  bands: Band[];
  fromMs: number;
  toMs: number;
  leftUnit: string;
  rightUnit: string | null;
}

/** Counts to be compared by their order of magnitude. */
export interface CountsChart {
  kind: 'counts';
  unit: string;
  bars: { name: string; value: number; role: 'reference' | 'subject' }[];
}

/** Latency by percentile, 0 to 100. */
export interface PercentilesChart {
  kind: 'percentiles';
  curves: { name: string; role: 'subject' | 'ceiling'; percentiles: number[]; ms: number[] }[];
}

/** A place for a chart: `drawing` null says that what it would show was not measured. */
export interface Chart {
  title: string;
  /** The key figures in a sentence, for those who do not see the drawing and for those who do. */
  summary: string;
  drawing: TimeChart | CountsChart | PercentilesChart | null;
}

import type { RequestClass } from '../../record/evidence/ledger.ts';
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
  /** Which of several it belongs to, a configuration or a gauge: its colour. */
  configuration?: number;
  series: Series;
}

/** A count that flickers, as its least, its mean and its most between `t[i]` and `t[i + 1]`. */
export interface Spread {
  name: string;
  t: number[];
  low: number[];
  mean: number[];
  high: number[];
}

/** Step lines over time. */
export interface TimeChart {
  kind: 'time';
  lines: Line[];
  spread: Spread | null;
  bands: Band[];
  fromMs: number;
  toMs: number;
  unit: string;
}

/** Connections by the requests that came over each. */
export interface HistogramChart {
  kind: 'histogram';
  classes: RequestClass[];
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

/** Ratios to the reference with their intervals; nothing is different at 1. */
export interface ForestChart {
  kind: 'forest';
  rows: {
    name: string;
    configuration: number;
    ratio: number;
    interval95: [low: number, high: number] | null;
    interval99: [low: number, high: number] | null;
    /** What lies between 1 / delta and delta does not matter. */
    delta: number;
    verdict: string;
    /** After Holm over all rows. */
    adjustedP: number;
  }[];
}

/** One line for each round, from configuration to configuration; null where it was not measured. */
export interface SlopesChart {
  kind: 'slopes';
  unit: string;
  names: string[];
  rounds: (number | null)[][];
  medians: (number | null)[];
}

/** The share of requests, 0 to 100, that took at most this long. */
export interface EcdfChart {
  kind: 'ecdf';
  curves: { name: string; configuration: number; ms: number[]; percent: number[] }[];
}

/** Parts of a request's time side by side, in milliseconds; null where one was not measured. */
export interface PartsChart {
  kind: 'parts';
  names: string[];
  parts: { name: string; role: 'wait' | 'service'; ms: (number | null)[] }[];
}

/** A series night after night; `x` of everything is the number of the night. */
export interface NightsChart {
  kind: 'nights';
  nights: {
    /** '2026-03-01'. */
    day: string;
    /** Ratio to the control; null is a gap. */
    cost: number | null;
    low: number | null;
    high: number | null;
    /** The middle of the nights before, and from where on a night counts as high. */
    level: number | null;
    limit: number | null;
    state: string;
    alarm: boolean;
    /** What else the reader wants to know of this night, in lines. */
    about: string[];
    href: string | null;
  }[];
  /** Where another Node, processor or control begins. */
  epochs: { night: number; name: string }[];
  changes: { night: number; text: string }[];
}

/** A place for a chart: `drawing` null says that what it would show was not measured. */
export interface Chart {
  title: string;
  /** The key figures in a sentence, for those who do not see the drawing and for those who do. */
  summary: string;
  /** It stands across the whole width. */
  isWide?: boolean;
  /** It has more rows than fit into the usual height. */
  isTall?: boolean;
  drawing:
    | TimeChart
    | HistogramChart
    | CountsChart
    | PercentilesChart
    | ForestChart
    | SlopesChart
    | EcdfChart
    | PartsChart
    | NightsChart
    | null;
}

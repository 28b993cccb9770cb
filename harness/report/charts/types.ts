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

/** A series night after night; `x` of everything is the number of the night. A column each, the oldest night first. */
export interface NightsChart {
  kind: 'nights';
  /** '2026-03-01'. */
  days: string[];
  /** Ratio to the control with its 95 % interval; null is a gap. */
  costs: (number | null)[];
  lows: (number | null)[];
  highs: (number | null)[];
  /** The middle of the nights before, and from where on a night counts as high. */
  levels: (number | null)[];
  limits: (number | null)[];
  states: string[];
  /** In the metric's own unit, for people: of the configuration, and of its control. */
  absolutes: string[];
  controls: string[];
  commits: (string | null)[];
  /** What a comparison of commits said, by the number of the night. */
  trials: { night: number; text: string }[];
  /** The nights on which the job failed for it. */
  alarms: number[];
  /** Where commits can be looked at; null where no remote is known. */
  commitUrl: string | null;
  /** The cost that the axis calls ±0 %. */
  base: number;
  axis: RatioAxis;
  /** Where another Node, processor or control begins. */
  epochs: { night: number; name: string }[];
  changes: { night: number; text: string }[];
}

/** An axis of ratios, the same for all charts of a page. */
export interface RatioAxis {
  from: number;
  to: number;
  ticks: number[];
}

/** A place for a chart: `drawing` null says that what it would show was not measured. */
export interface Chart {
  title: string;
  /** The key figures in a sentence, for those who do not see the drawing and for those who do. */
  summary: string;
  /** It stands across the whole width. */
  isWide?: boolean;
  drawing:
    | TimeChart
    | HistogramChart
    | CountsChart
    | PercentilesChart
    | SlopesChart
    | EcdfChart
    | PartsChart
    | NightsChart
    | null;
}

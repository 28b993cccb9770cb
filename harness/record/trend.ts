import type { NightCase, SeriesMetric } from './night.ts';
import type { Environment } from './schema.ts';

// A history as it was judged: what the page, the terminal, JUnit and Markdown are drawn from, and what --json prints.

export const TREND_SCHEMA_NAME = 'poolproof/trend@1';

/** Where a series stands. Dates are the instants at which nights began. */
export type SeriesState =
  | { state: 'learning'; nightsNeeded: number }
  | { state: 'ok' }
  | { state: 'suspect'; since: string }
  | { state: 'regressed'; since: string }
  | { state: 'acknowledged'; since: string; reason: string }
  | { state: 'improved'; since: string };

/** One night of a series. Costs are ratios to the control: up is worse, for throughput as for latency. */
export interface TrendPoint {
  date: string;
  commit: string | null;
  epoch: string;
  /** Null is a gap: not measured, or the control was not to be trusted. */
  cost: number | null;
  low: number | null;
  high: number | null;
  /** In the metric's own unit. */
  absolute: number | null;
  controlAbsolute: number | null;
  state: SeriesState['state'];
  /** The middle of the nights before, and from where on this night counted as high; null before a level was known. */
  level: number | null;
  limit: number | null;
  alarm: boolean;
  trial: string | null;
}

export interface TrendSeries {
  scenario: string;
  configuration: string;
  metric: SeriesMetric;
  state: SeriesState;
  /** Whether this series is the reason why tonight's job fails. */
  alarm: boolean;
  /** Tonight's night is among its points. */
  measuredTonight: boolean;
  /** In the metric's own unit; null where tonight did not measure it. */
  absoluteTonight: number | null;
  /** Tonight's level against the one that is normal, as a ratio of costs; null where no level is known. */
  change: number | null;
  /** The commits between which a regression or an improvement came in. */
  suspects: { good: string | null; bad: string | null } | null;
  points: TrendPoint[];
  /** Found afterwards, for the chart alone. */
  changePoints: { date: string; ratio: number }[];
  /** The steady change of the cost each night, where the last 30 nights prove one that matters; it warns only. */
  creepPerNight: number | null;
}

/** An exact check of tonight, on a configuration that decides, which failed or is in doubt. */
export interface ExactFailure {
  scenario: string;
  configuration: string;
  check: string;
  summary: string;
}

export interface Trend {
  schema: typeof TREND_SCHEMA_NAME;
  status: 'pass' | 'fail' | 'inconclusive';
  headline: string;
  night: { id: string; startedAt: string; finishedAt: string; seed: number; environment: Environment };
  nights: number;
  /** Where commits can be looked at, such as 'https://github.com/owner/name/commit/'; null where no remote is known. */
  commitUrl: string | null;
  failures: ExactFailure[];
  /** Exact checks that were not made tonight or could not tell. */
  doubts: ExactFailure[];
  /** Scenarios whose control differed from its own twin tonight. */
  untrusted: string[];
  /** Tonight's cases with their counts and exact verdicts. */
  cases: Omit<NightCase, 'series'>[];
  series: TrendSeries[];
}

import { median } from 'simple-statistics';
import { changeText, hasFigures, intervalText, METRIC_WORDS } from '../../compare/wording.ts';
import { formatCount } from '../../core/units.ts';
import type { ComparisonRecord, SavedMetricComparison } from '../../record/comparison.ts';
import { formatMs, formatRate, formatWhole, NOT_MEASURED } from '../figures.ts';
import type { Verdict } from '../verdict.ts';

/** One configuration: the middle ones of its windows' figures, and each metric beside the reference's. */
export interface ComparisonRow {
  configuration: string;
  isReference: boolean;
  contrast: boolean;
  figures: string[];
  /** `more`: the interval, and about how many more rounds would settle it. */
  verdicts: { metric: string; status: Verdict; word: string; change: string; more: string[] }[];
}

export const FIGURES: readonly { heading: string; about: string; ofPrograms?: string }[] = [
  {
    heading: 'req/s',
    about: 'requests answered a second, the middle one of the windows',
    ofPrograms:
      'calls answered a second, the middle one of the windows; of a program with work of its own its requests at the target',
  },
  { heading: 'p50 ms', about: 'half of the requests took at most this long, waiting for a connection included' },
  { heading: 'p99 ms', about: '99 of 100 requests took at most this long, waiting for a connection included' },
  {
    heading: 'µs CPU',
    about: 'processor time of the client’s process for each request',
    ofPrograms:
      'processor time of the program and all that it started, for each call; where nobody calls it, for each of its requests at the target',
  },
  { heading: 'limit', about: 'the most connections that the configuration promises to use' },
  { heading: 'peak', about: 'the most connections that were open at once, over all rounds' },
  { heading: 'opened', about: 'connections opened in a window, fewest to most' },
];

export function rowsOf(record: ComparisonRecord): ComparisonRow[] {
  return record.configurations.map(({ name, contrast, settings }) => ({
    configuration: name,
    isReference: name === record.reference,
    contrast,
    figures: [
      ...measuredFigures(record, name),
      limitText(settings.connectionLimit),
      ...connectionFigures(record, name),
    ],
    verdicts: record.comparisons.filter(({ configuration }) => configuration === name).map(verdictOf),
  }));
}

function measuredFigures(record: ComparisonRecord, name: string): string[] {
  const middle = (key: 'requestsPerSecond' | 'latencyP50Ms' | 'latencyP99Ms' | 'cpuPerRequestMicros') => {
    const values = record.rounds.flatMap((round) => round[name]?.metrics[key] ?? []);
    return values.length === 0 ? null : median(values);
  };
  return [
    formatRate(middle('requestsPerSecond')),
    formatMs(middle('latencyP50Ms')),
    formatMs(middle('latencyP99Ms')),
    formatWhole(middle('cpuPerRequestMicros')),
  ];
}

function connectionFigures({ rounds }: ComparisonRecord, name: string): string[] {
  const values = (key: 'connectionsPeak' | 'connectionsOpened') =>
    rounds.flatMap((round) => round[name]?.metrics[key] ?? []);
  const [peaks, opened] = [values('connectionsPeak'), values('connectionsOpened')];
  if (peaks.length === 0 || opened.length === 0) return [NOT_MEASURED, NOT_MEASURED];
  const [least, most] = [formatWhole(Math.min(...opened)), formatWhole(Math.max(...opened))];
  return [formatWhole(Math.max(...peaks)), least === most ? most : `${least}–${most}`];
}

function limitText(limit: number | null): string {
  return limit === null ? 'none' : formatWhole(limit);
}

const STATUS = {
  faster: 'pass',
  slower: 'fail',
  equal: 'skipped',
  'cannot tell': 'inconclusive',
  'not tested': 'skipped',
  untrusted: 'inconclusive',
  'not measured': 'skipped',
} as const satisfies Record<SavedMetricComparison['verdict'], Verdict>;

/** 'faster' is said of times; more requests a second and less CPU are 'better'. */
function verdictOf(comparison: SavedMetricComparison): ComparisonRow['verdicts'][number] {
  const { metric, verdict } = comparison;
  const words: Partial<Record<typeof verdict, string>> =
    metric === 'cpuPerRequestMicros' ? { faster: 'less', slower: 'more' } : {};
  const base = { metric: METRIC_WORDS[metric].short, status: STATUS[verdict], word: words[verdict] ?? verdict };
  if (!hasFigures(comparison)) return { ...base, change: NOT_MEASURED, more: [] };
  const { ratio, interval95, moreRounds } = comparison;
  const interval = interval95 === 'unbounded' ? '95 %: too few rounds' : `95 %: ${intervalText(interval95)}`;
  const advice = moreRounds === null ? [] : [`about ${formatCount(moreRounds, 'more round', 'more rounds')}`];
  return { ...base, change: changeText(ratio), more: [interval, ...advice] };
}

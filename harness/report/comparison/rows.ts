import { changeText, hasFigures, intervalText, METRIC_WORDS } from '../../compare/wording.ts';
import { formatCount } from '../../core/units.ts';
import type { ComparisonRecord, CountComparison, SavedMetricComparison } from '../../record/comparison.ts';
import { formatMs, formatRate, formatWhole, NOT_MEASURED } from '../figures.ts';
import type { SortableColumn } from '../html/sortable.ts';
import type { Verdict } from '../verdict.ts';
import { inOrder, middleOf } from './order.ts';

/** One configuration: the middle ones of its windows' figures, and each metric beside the reference's. */
export interface ComparisonRow {
  configuration: string;
  isReference: boolean;
  contrast: boolean;
  figures: string[];
  /** The same as numbers, by which rows are sorted. */
  values: (number | null)[];
  /** `more`: the interval, and about how many more rounds would settle it. */
  verdicts: { metric: string; status: Verdict; word: string; change: string; ratio: number | null; more: string[] }[];
}

export const FIGURES: readonly (SortableColumn & { about: string; ofPrograms?: string })[] = [
  {
    heading: 'req/s',
    first: 'descending',
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
  return inOrder(record).map(({ name, contrast, settings }) => ({
    configuration: name,
    isReference: name === record.reference,
    contrast,
    ...figuresOf(record, name, settings.connectionLimit),
    verdicts: record.comparisons.filter(({ configuration }) => configuration === name).map(verdictOf),
  }));
}

function figuresOf(
  record: ComparisonRecord,
  name: string,
  limit: number | null,
): Pick<ComparisonRow, 'figures' | 'values'> {
  const rate = middleOf(record, name, 'requestsPerSecond');
  const p50Ms = middleOf(record, name, 'latencyP50Ms');
  const p99Ms = middleOf(record, name, 'latencyP99Ms');
  const cpuMicros = middleOf(record, name, 'cpuPerRequestMicros');
  const peak = rangeOf(record, name, 'connectionsPeak');
  const opened = rangeOf(record, name, 'connectionsOpened');
  const connections = peak && opened ? [formatWhole(peak.most), rangeText(opened)] : [NOT_MEASURED, NOT_MEASURED];
  return {
    figures: [
      ...[formatRate(rate), formatMs(p50Ms), formatMs(p99Ms), formatWhole(cpuMicros)],
      ...[limit === null ? 'none' : formatWhole(limit), ...connections],
    ],
    values: [rate, p50Ms, p99Ms, cpuMicros, limit, peak?.most ?? null, opened?.most ?? null],
  };
}

type Range = CountComparison['range'];

function rangeOf(
  { rounds }: ComparisonRecord,
  name: string,
  key: 'connectionsPeak' | 'connectionsOpened',
): Range | null {
  const values = rounds.flatMap((round) => round[name]?.metrics[key] ?? []);
  return values.length === 0 ? null : { least: Math.min(...values), most: Math.max(...values) };
}

export function rangeText({ least, most }: Range): string {
  return least === most ? formatWhole(most) : `${formatWhole(least)}–${formatWhole(most)}`;
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
export function verdictOf(comparison: SavedMetricComparison): ComparisonRow['verdicts'][number] {
  const { metric, verdict } = comparison;
  const words: Partial<Record<typeof verdict, string>> =
    metric === 'cpuPerRequestMicros' ? { faster: 'less', slower: 'more' } : {};
  const base = { metric: METRIC_WORDS[metric].short, status: STATUS[verdict], word: words[verdict] ?? verdict };
  if (!hasFigures(comparison)) return { ...base, change: NOT_MEASURED, ratio: null, more: [] };
  const { ratio, interval95, moreRounds } = comparison;
  const interval = interval95 === 'unbounded' ? '95 %: too few rounds' : `95 %: ${intervalText(interval95)}`;
  const advice = moreRounds === null ? [] : [`about ${formatCount(moreRounds, 'more round', 'more rounds')}`];
  return { ...base, change: changeText(ratio), ratio, more: [interval, ...advice] };
}

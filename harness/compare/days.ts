import { isDeepStrictEqual } from 'node:util';
import type { ComparisonRecord } from '../record/comparison.ts';
import type { RunRecord } from '../record/schema.ts';
import type { Measured, MetricName } from './metrics.ts';
import { type Recorded, recordedIn } from './recorded.ts';
import { compareRecords, UNPAIRED_CAUTION, type UnpairedComparison } from './unpaired.ts';
import type { LeftOut } from './windows.ts';
import { changeText, METRIC_WORDS } from './wording.ts';

/** Two records of different days, configuration by configuration. Ratios are after / before. */
export interface Days {
  schema: 'poolproof/days@1';
  before: string;
  after: string;
  /** One sentence: what was seen, and how little that proves. */
  finding: string;
  caution: string;
  /** What is not the same in both, beside the day, and what is left out for it or for other reasons. */
  differences: string[];
  configurations: { configuration: string; comparisons: UnpairedComparison[] }[];
}

/** Compares what both records measured, unpaired; no configuration where they have none in common. */
export function compareDays<R extends RunRecord | ComparisonRecord>(before: R, after: R): Days {
  const [from, to] = [recordedIn(before), recordedIn(after)];
  const shared = [...from].flatMap(([configuration, old]) => {
    const now = to.get(configuration);
    return now ? [{ configuration, old, now }] : [];
  });
  const configurations = shared.map(({ configuration, old, now }) => ({
    configuration,
    comparisons: compareRecords(comparable(old, now), comparable(now, old)).map((one) => asLeftOut(one, old, now)),
  }));
  return {
    schema: 'poolproof/days@1',
    before: before.id,
    after: after.id,
    finding: findingOf(configurations),
    caution: UNPAIRED_CAUTION,
    differences: [
      ...changes('', before.environment, after.environment),
      ...new Set(shared.flatMap(({ configuration, old, now }) => differencesOf(configuration, old, now))),
    ],
    configurations,
  };
}

/** What both measured and is not compared all the same. */
function asLeftOut(one: UnpairedComparison, ...records: Recorded[]): UnpairedComparison {
  if (one.finding !== 'not measured') return one;
  const isThere = ({ windows, leftOut }: Recorded) =>
    leftOut[one.metric] !== undefined || windows.some((window) => (window[one.metric] ?? null) !== null);
  return records.every(isThere) ? { ...one, finding: 'left out' } : one;
}

/**
 * Latencies only where both sent the same load and lost as many requests of it: a client that sheds load looks fast.
 */
function comparable(one: Recorded, other: Recorded): Measured[] {
  if (one.lost === other.lost && isSameLoad(one, other)) return one.windows;
  return one.windows.map((window) => ({ ...window, latencyP50Ms: null, latencyP99Ms: null }));
}

/** How long or how often may differ: a percentile of more requests of the same kind is the same question. */
function isSameLoad({ load }: Recorded, { load: other }: Recorded): boolean {
  const kind = ({ requests, durationMs, warmupMs, warmupRequests, deadlineMs, ...rest }: Recorded['load']) => rest;
  return isDeepStrictEqual(kind(load), kind(other));
}

function differencesOf(configuration: string, old: Recorded, now: Recorded): string[] {
  const isLeftOut = old.lost !== now.lost || !isSameLoad(old, now);
  return [
    ...changes(`${old.scenario} target `, old.target, now.target),
    ...changes(`${old.scenario} load `, old.load, now.load),
    ...changes(`${configuration} `, old.settings, now.settings),
    ...changes(`${configuration} `, { 'requests lost': old.lost }, { 'requests lost': now.lost }),
    ...leftOutTexts(configuration, { ...old.leftOut, ...now.leftOut }),
    ...(isLeftOut ? [`${configuration}: latencies are left out, because load or failures were not the same`] : []),
  ];
}

function leftOutTexts(configuration: string, leftOut: LeftOut): string[] {
  const named = Object.entries(leftOut) as [MetricName, string][];
  return named.map(([name, why]) => `${configuration}: ${METRIC_WORDS[name].short} is left out, because ${why}`);
}

/** 'diagnose-loki load concurrency: 100 → 200' for every key whose value is another one. */
function changes(whose: string, before: object, after: object): string[] {
  const [from, to] = [before, after].map((one) => new Map<string, unknown>(Object.entries(one)));
  const keys = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return [...keys].flatMap((key) => {
    const [old, now] = [from?.get(key), to?.get(key)];
    return isDeepStrictEqual(old, now) ? [] : [`${whose}${key}: ${textOf(old)} → ${textOf(now)}`];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

function findingOf(configurations: Days['configurations']): string {
  const all = configurations.flatMap(({ configuration, comparisons }) =>
    comparisons.map((one) => ({ configuration, one })),
  );
  const differing = all.flatMap(({ configuration, one }) =>
    one.finding === 'differs' ? [`${configuration} ${METRIC_WORDS[one.metric].short} ${changeText(one.ratio)}`] : [],
  );
  if (differing.length > 0)
    return `The records differ: ${differing.join('; ')}. Whether the day or the code did it, they cannot say.`;
  if (all.some(({ one }) => one.finding === 'no difference seen')) return 'No difference is seen between the records.';
  return 'Nothing is tested: the records hold too few windows. The ratios are all there is.';
}

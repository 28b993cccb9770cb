import type { ComparisonRecord } from '../record/comparison.ts';
import type { Environment, RunRecord } from '../record/schema.ts';
import type { Measured } from './metrics.ts';
import { compareRecords, UNPAIRED_CAUTION, type UnpairedComparison } from './unpaired.ts';
import { measuredOf } from './windows.ts';
import { changeText, METRIC_WORDS } from './wording.ts';

/** Two records of different days, configuration by configuration. Ratios are after / before. */
export interface Days {
  schema: 'poolproof/days@1';
  before: string;
  after: string;
  /** One sentence: what was seen, and how little that proves. */
  finding: string;
  caution: string;
  /** What is not the same in both, beside the day. */
  differences: string[];
  configurations: { configuration: string; comparisons: UnpairedComparison[] }[];
}

/** Compares what both records measured, unpaired; no configuration where they have none in common. */
export function compareDays<R extends RunRecord | ComparisonRecord>(before: R, after: R): Days {
  const [windowsBefore, windowsAfter] = [windowsOf(before), windowsOf(after)];
  const shared = [...windowsBefore.keys()].filter((name) => windowsAfter.has(name));
  const configurations = shared.map((configuration) => ({
    configuration,
    comparisons: compareRecords(windowsBefore.get(configuration) ?? [], windowsAfter.get(configuration) ?? []),
  }));
  return {
    schema: 'poolproof/days@1',
    before: before.id,
    after: after.id,
    finding: findingOf(configurations),
    caution: UNPAIRED_CAUTION,
    differences: [...environmentDifferences(before.environment, after.environment), ...loadDifferences(before, after)],
    configurations,
  };
}

/** The windows of each configuration, named with its scenario: a case of a run is one window. */
function windowsOf(record: RunRecord | ComparisonRecord): Map<string, Measured[]> {
  if ('cases' in record) {
    return new Map(record.cases.map((one) => [`${one.scenario} / ${one.configuration}`, [measuredOf(one, null)]]));
  }
  const { scenario, configurations, rounds, load } = record;
  const windows = (name: string) =>
    rounds.flatMap((round) => (round[name] ? [measuredOf(round[name], load.requests)] : []));
  return new Map(configurations.map(({ name }) => [`${scenario} / ${name}`, windows(name)]));
}

function findingOf(configurations: Days['configurations']): string {
  const all = configurations.flatMap(({ configuration, comparisons }) =>
    comparisons.map((one) => ({ configuration, one })),
  );
  const differing = all.flatMap(({ configuration, one }) =>
    one.finding === 'differs' ? [`${configuration} ${METRIC_WORDS[one.metric]} ${changeText(one.ratio)}`] : [],
  );
  if (differing.length > 0)
    return `The records differ: ${differing.join('; ')}. Whether the day or the code did it, they cannot say.`;
  if (all.some(({ one }) => one.finding === 'no difference seen')) return 'No difference is seen between the records.';
  return 'Nothing is tested: the records hold too few windows. The ratios are all there is.';
}

function environmentDifferences(before: Environment, after: Environment): string[] {
  const keys = Object.keys(before) as (keyof Environment)[];
  return keys.filter((key) => before[key] !== after[key]).map((key) => `${key}: ${before[key]} → ${after[key]}`);
}

/** Windows of another size are another question. */
function loadDifferences(before: RunRecord | ComparisonRecord, after: RunRecord | ComparisonRecord): string[] {
  if ('cases' in before || 'cases' in after) return [];
  const sizes = [before.load, after.load].map(
    ({ requests, concurrency }) => `${requests} requests, ${concurrency} at a time`,
  );
  return sizes[0] === sizes[1] ? [] : [`windows: ${sizes.join(' → ')}`];
}

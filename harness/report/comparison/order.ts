import { median } from 'simple-statistics';
import type { ComparisonRecord } from '../../record/comparison.ts';

/** From here on configurations are sorted, and drawn as rows and not as neighbours. */
const MANY = 5;

export function isMany({ configurations }: Pick<ComparisonRecord, 'configurations'>): boolean {
  return configurations.length >= MANY;
}

/** By what many are sorted: requests a second where anybody's were compared, else half of the requests' latency. */
export function sortedBy({ rounds }: ComparisonRecord): 'requestsPerSecond' | 'latencyP50Ms' {
  const isMeasured = rounds.some((round) => Object.values(round).some(({ metrics }) => metrics.requestsPerSecond));
  return isMeasured ? 'requestsPerSecond' : 'latencyP50Ms';
}

/** Few as they were given, the reference first; many with the best first, and last who was not measured. */
export function inOrder(record: ComparisonRecord): ComparisonRecord['configurations'] {
  if (!isMany(record)) return record.configurations;
  const key = sortedBy(record);
  const costOf = (name: string) => {
    const middle = middleOf(record, name, key);
    if (middle === null) return Number.POSITIVE_INFINITY;
    return key === 'requestsPerSecond' ? -middle : middle;
  };
  const costs = new Map(record.configurations.map(({ name }) => [name, costOf(name)]));
  return record.configurations.toSorted((a, b) => {
    const [one, other] = [costs.get(a.name) ?? 0, costs.get(b.name) ?? 0];
    return one === other ? 0 : one - other;
  });
}

type Key = 'requestsPerSecond' | 'latencyP50Ms' | 'latencyP99Ms' | 'cpuPerRequestMicros';

/** The middle one of a configuration's windows; null where no window has it. */
export function middleOf({ rounds }: Pick<ComparisonRecord, 'rounds'>, name: string, key: Key): number | null {
  const values = rounds.flatMap((round) => round[name]?.metrics[key] ?? []);
  return values.length === 0 ? null : median(values);
}

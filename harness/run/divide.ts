import { getOrInsert } from '../core/get-or-insert.ts';
import type { Scenario } from '../scenario/types.ts';
import { CEILING_MS, expectedCaseMs } from './expected-time.ts';

/** A case of a run that is divided, and about how long it takes. */
export interface DivisibleCase {
  scenario: string;
  configuration: string;
  contrast: boolean;
  expectedMs: number;
}

/** How long cases took before, in milliseconds, by `caseKey`. */
export type FormerTimes = ReadonlyMap<string, number>;

export function caseKey({ scenario, configuration }: Pick<DivisibleCase, 'scenario' | 'configuration'>): string {
  return `${scenario} / ${configuration}`;
}

/** Every case in the order of a whole run: as long as it took before, else as long as its scenario lets expect. */
export function divisibleCases(scenarios: readonly Scenario[], former: FormerTimes): DivisibleCase[] {
  return scenarios.flatMap((scenario) =>
    scenario.configurations.map((configuration) => {
      const { name, contrast } = configuration;
      const named = { scenario: scenario.name, configuration: name };
      const expectedMs = former.get(caseKey(named)) ?? expectedCaseMs(scenario, configuration);
      return { ...named, contrast, expectedMs };
    }),
  );
}

/** How finely scenarios are cut: into pieces of at most an even share, of half of one, and into single cases. */
const CUTS = [1, 2, Number.POSITIVE_INFINITY];

/**
 * For each case the shard, from 1 to `total`, that plays it. Who plays the first case of a scenario needs
 * `perScenarioMs` for it beside: for its ceiling, and in a night for its control. So whole scenarios are tried first,
 * then smaller pieces of them, and the division that is over soonest is taken. Equals are decided by their order, so
 * that every shard comes to the same division.
 */
export function divideCases(
  cases: readonly Omit<DivisibleCase, 'contrast'>[],
  total: number,
  perScenarioMs = CEILING_MS,
): number[] {
  const divisions = CUTS.map((finer) => assign(piecesOf(cases, { total, perScenarioMs, finer }), total, perScenarioMs));
  const soonestMs = Math.min(...divisions.map(({ endMs }) => endMs));
  const { owners } = divisions.find(({ endMs }) => endMs === soonestMs) as Division;
  return cases.map((_, at) => owners[at] ?? 0);
}

/** Cases of one scenario that stay together. */
interface Piece {
  scenario: string;
  places: number[];
  ms: number;
}

interface Division {
  owners: number[];
  endMs: number;
}

function piecesOf(
  cases: readonly Omit<DivisibleCase, 'contrast'>[],
  { total, perScenarioMs, finer }: { total: number; perScenarioMs: number; finer: number },
): Piece[] {
  const places = new Map<string, number[]>();
  for (const [at, { scenario }] of cases.entries()) getOrInsert(places, scenario, () => []).push(at);
  const msOf = (at: number) => cases[at]?.expectedMs ?? 0;
  const sumOf = (all: readonly number[]) => all.reduce((sum, at) => sum + msOf(at), 0);
  const evenMs = [...places.values()].reduce((sum, all) => sum + perScenarioMs + sumOf(all), 0) / total;
  return [...places].flatMap(([scenario, all]) => {
    const count = Math.min(all.length, Math.max(1, Math.ceil(((perScenarioMs + sumOf(all)) / evenMs) * finer)));
    const singles = all.map((at) => ({ scenario, places: [at], ms: msOf(at) }));
    const { owners } = assign(singles, count, 0);
    return Array.from({ length: count }, (_, piece) => {
      const own = all.filter((at) => owners[at] === piece + 1);
      return { scenario, places: own, ms: sumOf(own) };
    });
  });
}

/**
 * The longest piece first, each to the shard that is done with it soonest (Graham 1969: with pieces alone at most a
 * third longer than the best division).
 */
function assign(pieces: readonly Piece[], total: number, perScenarioMs: number): Division {
  const shards = Array.from({ length: total }, () => ({ busyMs: 0, scenarios: new Set<string>() }));
  const owners: number[] = [];
  for (const { scenario, places, ms } of [...pieces].sort((one, other) => other.ms - one.ms)) {
    const endsMs = shards.map(({ busyMs, scenarios }) => busyMs + ms + (scenarios.has(scenario) ? 0 : perScenarioMs));
    const soonest = endsMs.indexOf(Math.min(...endsMs));
    const shard = shards[soonest];
    if (!shard) throw new RangeError(`cases cannot be divided among ${total} shards`);
    shard.busyMs = endsMs[soonest] ?? 0;
    shard.scenarios.add(scenario);
    for (const at of places) owners[at] = soonest + 1;
  }
  return { owners, endMs: Math.max(0, ...shards.map(({ busyMs }) => busyMs)) };
}

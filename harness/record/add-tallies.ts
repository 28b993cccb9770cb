import type { Failure, RequestTally } from './evidence/requests.ts';
import { mostOf } from './most-overtaken.ts';
import { longestOf } from './stretches.ts';

const MOST_CODES = 50;

/** Several loads as one, bounded like each of them; null where there was none. */
export function addTallies(tallies: readonly (RequestTally | null | undefined)[]): RequestTally | null {
  const [first, ...others] = tallies.filter((tally) => tally !== null && tally !== undefined);
  return first ? others.reduce(addTwo, first) : null;
}

function addTwo(a: RequestTally, b: RequestTally): RequestTally {
  const statuses = { ...a.statuses };
  for (const [status, count] of Object.entries(b.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    answered: a.answered + b.answered,
    errors: a.errors + b.errors,
    neverAnswered: a.neverAnswered + b.neverAnswered,
    inFlightPeak: Math.max(a.inFlightPeak, b.inFlightPeak),
    elapsedMs: a.elapsedMs + b.elapsedMs,
    statuses,
    failures: addFailures([...a.failures, ...b.failures]),
    noProgress: longestOf([...a.noProgress, ...b.noProgress]),
    overtaken: mostOf([...a.overtaken, ...b.overtaken]),
    ...addExtremes(a, b),
  };
}

function addExtremes(a: RequestTally, b: RequestTally): Pick<RequestTally, 'extremes'> {
  const all = [a, b].flatMap(({ extremes }) => extremes ?? []);
  if (all.length === 0) return {};
  const [least, most] = [all.map(({ leastMs }) => leastMs), all.map(({ mostMs }) => mostMs)];
  return { extremes: { leastMs: Math.min(...least), mostMs: Math.max(...most) } };
}

function addFailures(failures: readonly Failure[]): Failure[] {
  const byCode = new Map<string, Failure>();
  for (const failure of failures) {
    const code = byCode.has(failure.code) || byCode.size < MOST_CODES ? failure.code : 'OTHER';
    const before = byCode.get(code);
    byCode.set(code, before ? { ...before, count: before.count + failure.count } : { ...failure, code });
  }
  return [...byCode.values()].sort((a, b) => b.count - a.count);
}

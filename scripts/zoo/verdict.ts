import { isDeepStrictEqual } from 'node:util';
import type { CaseRecord, Check } from '../../harness/record/schema.ts';
import { namesOf } from '../../harness/testing/judged.ts';
import type { Pair } from './pairs.ts';

/** What became of a pair: its clients were judged, or it could not be played. */
export type Outcome = Judged | Broken;

export interface Judged {
  kind: 'judged';
  pair: Pair;
  bad: CaseRecord;
  good: CaseRecord;
}

export interface Broken {
  kind: 'broken';
  pair: Pair;
  why: string;
}

/** By the checks of the table and no others, or else by any one that the pair is about. */
export function isCaught(outcome: Outcome): boolean {
  if (outcome.kind === 'broken') return false;
  const { fails } = outcome.pair;
  if (fails) return isDeepStrictEqual(namesOf(outcome.bad, 'fail'), fails);
  return asked(outcome, outcome.bad, 'fail').length > 0;
}

/** The healthy client is so in what its pair is about; it may be the broken one of another pair. */
export function isFalseAlarm(outcome: Outcome): boolean {
  return outcome.kind === 'judged' && asked(outcome, outcome.good, 'fail').length > 0;
}

/** The healthy one was not accused, and not cleared either. */
export function isUnclear(outcome: Outcome): boolean {
  return !isFalseAlarm(outcome) && outcome.kind === 'judged' && asked(outcome, outcome.good, 'inconclusive').length > 0;
}

export function isRight(outcome: Outcome): boolean {
  return isCaught(outcome) && !isFalseAlarm(outcome) && !isUnclear(outcome);
}

function asked({ pair }: Judged, of: CaseRecord, status: Check['status']): string[] {
  return namesOf(of, status).filter((name) => pair.checks.includes(name));
}

import type { Mark } from '../../facts/facts.ts';
import { headOf, placeOfHead } from '../loops.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import type { Sent } from './calls.ts';

/** What counts, waits for an end or knows a deadline: then a loop that has no condition may end all the same. */
const BOUNDS = /\+\+|--|\+=|-=|\.Done\(\)|\.Err\(\)|\bselect\b|[Dd]eadline|[Bb]ackoff|time\.(Since|Now|After)|<-/;

/** Loops that send a request again until it succeeds, however often it fails. */
export function endlessRetries(sent: readonly Sent[]): Mark[] {
  const loops = new Set(sent.flatMap(({ call }) => loopOf(call) ?? []));
  return [...loops].filter(isEndlessRetry).map((loop) => ({
    rule: 'retry-without-limit',
    at: placeOfHead(loop),
    message: `${headOf(loop)} sends again after every failure.`,
  }));
}

function loopOf(call: Syntax): Syntax | undefined {
  const nearest = call.enclosing('for_statement', ...FUNCTIONS);
  return nearest?.is('for_statement') ? nearest : undefined;
}

/** It has no condition and counts nothing; success leaves it, and failure does not. */
function isEndlessRetry(loop: Syntax): boolean {
  if (loop.children.some((child) => child.field !== 'body') || BOUNDS.test(loop.text)) return false;
  const leaving = [...loop.descendantsOf('return_statement', 'break_statement')];
  const failures = [...loop.descendantsOf('if_statement')].filter(isFailure);
  const leavesOnFailure = leaving.some((one) =>
    failures.some((failure) => failure.child('consequence')?.contains(one)),
  );
  const leavesOnSuccess = leaving.some(
    (one) => !failures.some((failure) => failure.child('consequence')?.contains(one)),
  );
  return failures.length + leaving.length > 0 && leavesOnSuccess && !leavesOnFailure;
}

function isFailure(statement: Syntax): boolean {
  return /\berr\w*\s*!=\s*nil/.test(statement.child('condition')?.text ?? '');
}

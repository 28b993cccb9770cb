import type { Syntax } from '../syntax.ts';
import type { State } from './state.ts';

/** What a condition says of whether there is something to close: in the branch where it holds, and in the other. */
export interface Split {
  holds: State;
  fails: State;
}

/** The names by which code knows a thing that must be closed, and the error that came with it. */
export interface Names {
  thing: string;
  error: string | null;
}

/** `err != nil`, `resp == nil`, and what is made of them with `||`, `&&` and `!`. */
export function splitBy(condition: Syntax | undefined, state: State, names: Names): Split {
  const neither = { holds: state, fails: state };
  if (!condition || isSettled(state)) return neither;
  if (condition.is('unary_expression') && condition.child('operator')?.text === '!') {
    const { holds, fails } = splitBy(condition.child('operand'), state, names);
    return { holds: fails, fails: holds };
  }
  if (condition.is('binary_expression')) return splitBinary(condition, state, names);
  return saysOfError(condition, state, names);
}

/** `switch resp.StatusCode { case http.StatusNoContent:` */
export function splitByCase(value: Syntax, wanted: readonly Syntax[], state: State, { thing }: Names): Split {
  const hasNone =
    !isSettled(state) && value.text === `${thing}.StatusCode` && wanted.length > 0 && wanted.every(isEmpty);
  return { holds: hasNone ? 'empty' : state, fails: state };
}

/** Whether no condition can say more. */
function isSettled(state: State): boolean {
  return state === 'closed' || state === 'gone' || state === 'none' || state === 'empty';
}

/** The status of an answer without a body, whose connection is free at once. */
function isEmpty(status: Syntax | undefined): boolean {
  return /^(?:\w+\.)?(?:StatusNoContent|StatusNotModified|204|304)$/.test(status?.text ?? '');
}

function splitBinary(condition: Syntax, state: State, names: Names): Split {
  const operator = condition.child('operator')?.text;
  const left = condition.child('left');
  const right = condition.child('right');
  if (operator === '||' || operator === '&&') {
    const first = splitBy(left, state, names);
    const second = splitBy(right, operator === '||' ? first.fails : first.holds, names);
    // Either one alone may have decided it.
    return operator === '||'
      ? { holds: either(first.holds, second.holds), fails: second.fails }
      : { holds: second.holds, fails: either(first.fails, second.fails) };
  }
  const isAgainstNil = right?.is('nil') && (operator === '!=' || operator === '==');
  if (isAgainstNil && left?.text === names.error && state !== 'open') {
    return operator === '!=' ? { holds: 'none', fails: 'open' } : { holds: 'open', fails: 'none' };
  }
  if (isAgainstNil && left?.text === names.thing) {
    return operator === '!=' ? { holds: 'open', fails: 'none' } : { holds: 'none', fails: 'open' };
  }
  if (left?.text === `${names.thing}.StatusCode` && isEmpty(right)) {
    if (operator === '==') return { holds: 'empty', fails: state };
    if (operator === '!=') return { holds: state, fails: 'empty' };
  }
  return saysOfError(condition, state, names);
}

/** Another question about the error; once the thing is there, an error of that name is another one. */
function saysOfError(condition: Syntax, state: State, { error }: Names): Split {
  const isAsked = state !== 'open' && error !== null && mentions(condition, error);
  return { holds: isAsked ? 'gone' : state, fails: state };
}

function either(a: State, b: State): State {
  if (a === b) return a;
  if (a === 'empty') return b;
  if (b === 'empty') return a;
  if (a === 'gone' || b === 'gone') return 'gone';
  return a === 'unsure' || b === 'unsure' ? 'unsure' : 'maybe';
}

function mentions(condition: Syntax, name: string): boolean {
  return [...condition.descendantsOf('identifier')].some((one) => one.text === name);
}

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
  if (!condition || state === 'closed' || state === 'gone') return neither;
  if (condition.is('unary_expression') && condition.child('operator')?.text === '!') {
    const { holds, fails } = splitBy(condition.child('operand'), state, names);
    return { holds: fails, fails: holds };
  }
  if (condition.is('binary_expression')) return splitBinary(condition, state, names);
  return mentions(condition, names.error) ? { holds: 'gone', fails: state } : neither;
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
  if (isAgainstNil && left?.text === names.error) {
    return operator === '!=' ? { holds: 'none', fails: 'open' } : { holds: 'open', fails: 'none' };
  }
  if (isAgainstNil && left?.text === names.thing) {
    return operator === '!=' ? { holds: 'open', fails: 'none' } : { holds: 'none', fails: 'open' };
  }
  return mentions(condition, names.error) ? { holds: 'gone', fails: state } : { holds: state, fails: state };
}

function either(a: State, b: State): State {
  if (a === b) return a;
  return a === 'gone' || b === 'gone' ? 'gone' : 'maybe';
}

function mentions(condition: Syntax, name: string | null): boolean {
  return name !== null && [...condition.descendantsOf('identifier')].some((one) => one.text === name);
}

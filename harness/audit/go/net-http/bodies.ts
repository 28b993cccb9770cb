import type { BodyFate } from '../../facts/facts.ts';
import type { Code } from '../code.ts';
import { effects } from '../paths/closing.ts';
import { isLeft } from '../paths/state.ts';
import { followFrom, type Walked } from '../paths/walk.ts';
import { placeOf } from '../place.ts';
import { isLastOfProgram } from '../program-end.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';

const UNKNOWN: BodyFate = { how: 'unknown' };
const EMPTY = /\b(StatusNoContent|StatusNotModified|204|304)\b/;

/** The variables that a call's results go into. */
export interface Received {
  /** Null: `_`. */
  thing: Syntax | null;
  error: string | null;
  statement: Syntax;
}

/** Where the results of a call go; undefined where they are handed on at once. */
export function receivedFrom(call: Syntax): Received | undefined {
  const list = call.parent;
  const statement = list?.is('expression_list') ? list.parent : list;
  if (statement?.is('expression_statement', 'go_statement', 'defer_statement'))
    return { thing: null, error: null, statement };
  if (!statement?.is('short_var_declaration', 'assignment_statement', 'var_spec')) return undefined;
  if (list?.is('expression_list') && list.children.length > 1) return undefined;
  const names = statement.is('var_spec')
    ? statement.childrenIn('name').filter((one) => one.is('identifier'))
    : (statement.child('left')?.children ?? []);
  const [thing, ...others] = names;
  // Where more is given back than the answer, the error is usually the last of it.
  const error = others.findLast(({ text }) => /err/i.test(text)) ?? others[0];
  if (!thing || !(thing.is('identifier') || thing.text === '_')) return undefined;
  return {
    thing: thing.text === '_' ? null : thing,
    error: error?.is('identifier') && error.text !== '_' ? error.text : null,
    statement: statement.is('var_spec') ? (statement.enclosing('var_declaration') ?? statement) : statement,
  };
}

/** What becomes of the body of the answer of a call; a program that ends with it leaves nothing behind. */
export function bodyFateOf(code: Code, call: Syntax): BodyFate {
  const fate = followBody(code, call);
  const isLeftOpen = fate.how === 'unread' || fate.how === 'unread on a path';
  return isLeftOpen && isLastOfProgram(code, call) ? UNKNOWN : fate;
}

/** What becomes of the body on all paths. */
function followBody(code: Code, call: Syntax): BodyFate {
  const received = receivedFrom(call);
  if (!received) return UNKNOWN;
  if (!received.thing) return { how: 'unread', at: placeOf(call) };
  const walked = followResult(code, received.thing, received, `${received.thing.text}.Body`);
  if (!walked) return UNKNOWN;
  const { state, leaks, closes, handsOn } = walked;
  const [leak] = leaks;
  if (!leak && !isLeft(state)) return closes ? { how: 'read' } : UNKNOWN;
  if (!closes && !handsOn && !expectsNone(call)) return { how: 'unread', at: placeOf(call) };
  return { how: 'unread on a path', at: placeOf(leak ?? call) };
}

/** Follows the variable that a call's result went into; undefined where it is not this function's own. */
export function followResult(
  code: Code,
  thing: Syntax,
  { error, statement }: Received,
  closer: string,
): Walked | undefined {
  const declared = code.types.resolve(thing);
  const within = statement.enclosing(...FUNCTIONS);
  const scope = declared?.scope;
  if (!scope || !within?.contains(scope) || (declared.kind === 'param' && !isResult(declared.node))) return undefined;
  const effectOf = effects(code, { name: thing.text, closer, endsWhenRead: closer !== thing.text });
  const until = scope === within ? (within.child('body') ?? scope) : scope;
  return followFrom(statement, until, {
    names: { thing: thing.text, error },
    effectOf,
    isResult: declared.kind === 'param',
  });
}

/** Whether code asks for an answer without a body: only another one has something to read. */
function expectsNone(call: Syntax): boolean {
  return EMPTY.test(call.enclosing(...FUNCTIONS)?.text ?? '');
}

function isResult(parameter: Syntax): boolean {
  return parameter.parent?.field === 'result';
}

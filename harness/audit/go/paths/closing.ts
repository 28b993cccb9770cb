import { parametersOf } from '../callers.ts';
import type { Code } from '../code.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import { isEnd } from './end.ts';
import { effectByName } from './readers.ts';
import { isLeft } from './state.ts';
import { type Followed, followThrough } from './walk.ts';

/** What must be closed: an answer by its `Body`, a stream by itself. */
export interface Closable {
  name: string;
  /** `resp.Body`, or the name alone. */
  closer: string;
  /** Whether nothing is left to close once it was read to its end: an answer gives its connection back. */
  endsWhenRead: boolean;
}

/** Through how many functions an answer is followed. */
const MOST_CALLS = 3;

/** What nodes do to a thing that must be closed. */
export function effects(code: Code, closable: Closable, depth = MOST_CALLS): Followed['effectOf'] {
  return (node) => {
    let handsOn = false;
    for (const one of node.descendants()) {
      if (isEnd(one)) return 'ends';
      if (!isMention(one, closable)) continue;
      const effect = effectOfMention(code, one, closable, node, depth);
      if (effect === 'closes' || effect === 'replaces') return effect;
      handsOn ||= effect === 'hands on';
    }
    return handsOn ? 'hands on' : null;
  };
}

function isMention(node: Syntax, { name }: Closable): boolean {
  return node.is('identifier') && node.text === name && node.field !== 'key';
}

type Effect = ReturnType<Followed['effectOf']>;

function effectOfMention(code: Code, mention: Syntax, closable: Closable, within: Syntax, depth: number): Effect {
  const whole = wholeOf(mention, closable);
  const literal = mention.enclosing(...FUNCTIONS);
  const isInLiteral = literal !== undefined && within.contains(literal);
  const { parent } = whole;
  if (!parent) return null;
  if (parent.is('selector_expression') && whole.field === 'operand') {
    const isCalled = parent.field === 'function';
    const method = parent.child('field')?.text;
    if (isCalled && method === 'Close' && whole.text === closable.closer) return 'closes';
    // http.Response.Write closes what it has sent.
    if (isCalled && method === 'Write' && whole.text !== closable.closer) return 'closes';
    if (isInLiteral) return 'hands on';
    return isCalled || whole.text !== closable.closer ? null : 'hands on';
  }
  if (isInLiteral) return 'hands on';
  if (parent.is('expression_list') && parent.field === 'left')
    return whole.text === closable.name ? 'replaces' : 'hands on';
  if (parent.is('argument_list')) return effectOfCall(code, parent, whole, closable, depth);
  if (parent.is('binary_expression', 'inc_statement', 'if_statement')) return null;
  if (parent.is('expression_list') && isDiscarded(parent)) return null;
  return 'hands on';
}

/** `resp.Body` where the body is what is mentioned, else the name itself. */
function wholeOf(mention: Syntax, { closer, name }: Closable): Syntax {
  const selector = mention.parent;
  return closer !== name && selector?.text === closer && mention.field === 'operand' ? selector : mention;
}

/** `_ = resp` */
function isDiscarded(list: Syntax): boolean {
  return list.parent?.child('left')?.text === '_';
}

function effectOfCall(code: Code, list: Syntax, argument: Syntax, closable: Closable, depth: number): Effect {
  const call = list.parent;
  if (!call) return 'hands on';
  const declared = code.types.calleeOf(call);
  const parameter = declared && parametersOf(declared)[list.children.indexOf(argument)];
  const body = declared?.child('body');
  // What is one of many there is followed no further.
  const isOne = parameter?.parent?.is('parameter_declaration') ?? false;
  if (declared && parameter && isOne && body && depth > 0)
    return effectOfFunction(code, body, parameter, argument, closable, depth);
  return effectByName(code, call, closable.endsWhenRead);
}

/** What a function of the program does to its parameter, on all of its paths. */
function effectOfFunction(
  code: Code,
  body: Syntax,
  parameter: Syntax,
  argument: Syntax,
  closable: Closable,
  depth: number,
): Effect {
  const name = parameter.text;
  const isBody = argument.text === closable.closer;
  const closer = isBody ? name : closable.closer.replace(closable.name, name);
  const effectOf = effects(code, { ...closable, name, closer }, depth - 1);
  const { closes, handsOn, state, leaks } = followThrough(body, {
    names: { thing: name, error: null },
    effectOf,
    isResult: false,
  });
  const isOpen = isLeft(state) || leaks.length > 0;
  if (closes) return isOpen || state === 'gone' ? 'hands on' : 'closes';
  // What one of its paths does with the body is not known of the others; an error that names the answer closes nothing.
  const takesBody = isBody || [...body.descendantsOf('selector_expression')].some((one) => one.text === closer);
  return isOpen && state !== 'gone' && !(handsOn && takesBody) ? null : 'hands on';
}

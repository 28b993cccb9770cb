import { argumentFor } from '../callers.ts';
import type { Code } from '../code.ts';
import { assignmentsTo, FUNCTIONS, topFunction } from '../scope.ts';
import { fieldIn } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import { assignmentsIn } from './assignments.ts';

// An answer to HEAD has no body, so that nothing of it is left unread.

const REQUEST = 'net/http.Request';
/** Where the arguments of a function that makes a request have the method. */
const METHOD_AT: Record<string, number> = { 'net/http.NewRequest': 0, 'net/http.NewRequestWithContext': 1 };
const WORD = /"HEAD"|MethodHead|\.Head\(/;
/** Through how many functions a method is followed. */
const MOST_HOPS = 3;

/** Whether a call asks, or may ask, for the head alone. */
export function isHead(code: Code, call: Syntax, isIndirect: boolean): boolean {
  const given = call.child('arguments')?.children ?? [];
  // Where another function makes the request, the word is enough to be careful.
  if (isIndirect)
    return saysHead(code, topFunction(call)) || saysHead(code, call) || given.some((one) => mayBeHead(code, one));
  if (call.child('function')?.child('field')?.text === 'Head') return true;
  const { makers } = code.origins.of(given[0]);
  return [...methodsOf(code, makers), ...methodsSet(code, makers)].some((method) => mayBeHead(code, method));
}

/** What the makers of a request are given as its method. */
function methodsOf({ types }: Code, makers: readonly Syntax[]): Syntax[] {
  return makers.flatMap((maker) => {
    if (maker.is('composite_literal')) return fieldIn(maker, 'Method');
    const position = METHOD_AT[types.qualified(maker.child('function')) ?? ''] ?? -1;
    return maker.child('arguments')?.children[position] ?? [];
  });
}

/** `request.Method = http.MethodHead`, after it was made with another one. */
function methodsSet(code: Code, makers: readonly Syntax[]): Syntax[] {
  return assignmentsIn(code, REQUEST)
    .filter(
      ({ name, operand }) => name === 'Method' && code.origins.of(operand).makers.some((one) => makers.includes(one)),
    )
    .map(({ value }) => value);
}

/** Whether a method is HEAD, or is HEAD in one of the ways to get there. */
function mayBeHead(code: Code, method: Syntax, hops = MOST_HOPS): boolean {
  const known = code.values.of(method)?.value;
  if (known !== undefined || hops === 0) return known === 'HEAD';
  const may = (one: Syntax | undefined) => one !== undefined && mayBeHead(code, one, hops - 1);
  if (method.is('selector_expression')) return code.fields.valuesOf(method).given.some(may);
  const declared = method.is('identifier') ? code.types.resolve(method) : undefined;
  if (!declared) return WORD.test(method.text);
  const assigned = assignmentsTo(method.text, method).map(({ value }) => value);
  const function_ = declared.kind === 'param' ? declared.at.enclosing(...FUNCTIONS) : undefined;
  const given = function_ ? code.calls.callersOf(function_).calls.map((call) => argumentFor(call, declared.at)) : [];
  return [declared.value, ...assigned, ...given].some(may);
}

/** Whether a function, or one that it calls, names the method. */
function saysHead(code: Code, within: Syntax | undefined, hops = MOST_HOPS): boolean {
  if (!within || hops === 0) return false;
  if (WORD.test(within.text)) return true;
  const called = within.is('call_expression')
    ? [within]
    : [...(within.child('body')?.descendantsOf('call_expression') ?? [])];
  return called.some((call) => saysHead(code, code.types.calleeOf(call)?.child('body')?.parent ?? undefined, hops - 1));
}

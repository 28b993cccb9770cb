import type { Code } from './code.ts';
import { placeOf, shortText } from './place.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** A loop around a node, in the same function, that runs the node again and again. */
export interface Loop {
  statement: Syntax;
  /** How often, where that is known. */
  times: number | null;
  /** What it goes over, where each turn is about another thing: a list of hosts. */
  over: Syntax | null;
}

export function loopAround(code: Code, node: Syntax): Loop | undefined {
  let inner = node;
  for (const outer of node.ancestors()) {
    // What leaves the function, leaves the loop.
    if (outer.is(...FUNCTIONS, 'return_statement')) return undefined;
    if (outer.is('for_statement') && inner.field === 'body') return readLoop(code, outer);
    inner = outer;
  }
  return undefined;
}

/** `for i := 0; i < 5; i++`, on one line. */
export function headOf(loop: Syntax): string {
  const body = loop.child('body');
  return body ? loop.file.source.text.slice(loop.start, body.start).replace(/\s+/g, ' ').trim() : shortText(loop);
}

export function placeOfHead(loop: Syntax) {
  const body = loop.child('body');
  const head = placeOf(loop);
  return body ? { ...head, endLine: placeOf(body).line, endColumn: placeOf(body).column } : head;
}

function readLoop({ values, types }: Code, statement: Syntax): Loop {
  const [range] = statement.childrenOf('range_clause');
  const right = range?.child('right');
  if (right) {
    const counted = numberOf(values.of(right)?.value);
    const [, length] = right.is('call_expression') ? (right.child('arguments')?.children ?? []) : [];
    const isMade = right.is('call_expression') && right.child('function')?.text === 'make';
    const isList = counted === null && !isMade && types.of(right)?.kind === 'holds';
    const times = counted ?? (isMade ? numberOf(values.of(length)?.value) : null);
    return { statement, times, over: isList || (counted === null && !isMade) ? right : null };
  }
  const condition = statement.childrenOf('for_clause')[0]?.child('condition');
  return {
    statement,
    times: condition ? timesOf(values.of(condition.child('right'))?.value, condition) : null,
    over: null,
  };
}

function timesOf(bound: unknown, condition: Syntax): number | null {
  const times = numberOf(bound);
  return times !== null && condition.child('operator')?.text === '<=' ? times + 1 : times;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

import type { Code } from './code.ts';
import { isRunInPlace } from './homes.ts';
import { placeOf, shortText } from './place.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** A loop around a node, in the function that it runs in, that runs the node again and again. */
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
    const left = outer.is('return_statement') ? outer.enclosing(...FUNCTIONS) : outer;
    if (left?.is(...FUNCTIONS) && !isRunInPlace(left)) return undefined;
    if (outer.is('for_statement') && inner.field === 'body') return readLoop(code, outer);
    inner = outer;
  }
  return undefined;
}

/** `for {` */
export function isEndless(loop: Syntax): boolean {
  return loop.children.every((child) => child.field === 'body');
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

function readLoop(code: Code, statement: Syntax): Loop {
  const [range] = statement.childrenOf('range_clause');
  if (range) return readRange(code, statement, range);
  const condition = statement.childrenOf('for_clause')[0]?.child('condition');
  const bound = condition && code.values.of(condition.child('right'))?.value;
  return { statement, times: condition ? timesOf(bound, condition) : null, over: null };
}

function readRange({ values, types }: Code, statement: Syntax, range: Syntax): Loop {
  const right = range.child('right');
  const made = right?.is('identifier') ? types.resolve(right)?.value : right;
  const length = made?.is('call_expression') && made.child('function')?.text === 'make' ? secondArgument(made) : right;
  const times = numberOf(values.of(length)?.value);
  const isOver = right !== undefined && times === null && (hasElement(range) || isRead(right, statement));
  return { statement, times, over: isOver ? right : null };
}

/** `for _, host := range hosts` */
function hasElement(range: Syntax): boolean {
  return (range.child('left')?.children.length ?? 0) > 1;
}

/** `hosts[i]`, where it is not what the loop fills. */
function isRead(list: Syntax, loop: Syntax): boolean {
  if (!list.is('identifier', 'selector_expression')) return true;
  return [...loop.descendantsOf('index_expression')].some(
    (one) => one.child('operand')?.text === list.text && one.parent?.field !== 'left',
  );
}

function secondArgument(call: Syntax): Syntax | undefined {
  return call.child('arguments')?.children[1];
}

function timesOf(bound: unknown, condition: Syntax): number | null {
  const times = numberOf(bound);
  return times !== null && condition.child('operator')?.text === '<=' ? times + 1 : times;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

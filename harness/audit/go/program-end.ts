import type { Code } from './code.ts';
import { homeOf, loopsAround } from './homes.ts';
import { isEndless } from './loops.ts';
import { isEnd } from './paths/end.ts';
import { isCommand, isMain } from './requests.ts';
import type { Syntax } from './syntax.ts';

// The end of main() ends the program, and with it all connections: nothing is left to wait for one.

const BLOCKS = ['block', 'expression_case', 'default_case', 'type_case', 'communication_case'];
const SENDS = /^(Do|Get|Head|Post|PostForm|RoundTrip)$/;
/** What stays: it serves, or it waits for others to end. */
const STAYS = /^(ListenAndServe|Serve|Listen|Accept|Wait|Run|Start)/;
/** Through how many functions a program is followed. */
const MOST_HOPS = 3;

type Way = 'exits' | 'returns' | 'goes on';

/** Whether the program is left right behind a node, in the function it stands in or in those that call that one. */
export function isLastOfProgram(code: Code, node: Syntax, hops = MOST_HOPS): boolean {
  const home = homeOf(node);
  if (!home || hops === 0 || loopsAround(node).length > 0) return false;
  const way = wayBehind(code, node, home);
  if (way !== 'returns') return way === 'exits';
  if (isMain(home) || isCommand(code, home)) return true;
  const { calls, complete } = code.calls.callersOf(home);
  return complete && calls.length > 0 && calls.every((call) => isLastOfProgram(code, call, hops - 1));
}

/** How a function goes on behind a node. */
function wayBehind(code: Code, node: Syntax, home: Syntax): Way {
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer === home) break;
    if (isEnd(outer)) return 'exits';
    if (outer.is('return_statement', 'defer_statement')) return 'returns';
    const way = isSkipped(inner)
      ? undefined
      : wayThrough(code, outer.children.slice(outer.children.indexOf(inner) + 1));
    if (way) return way;
    inner = outer;
  }
  return 'returns';
}

/** One of the branches of a statement was taken: the others are none of its way. */
function isSkipped(inner: Syntax): boolean {
  return !inner.parent?.is(...BLOCKS) && (inner.is(...BLOCKS) || inner.field === 'alternative');
}

/** What nodes do one after the other; undefined where they come to their end. */
function wayThrough(code: Code, behind: readonly Syntax[]): Way | undefined {
  for (const node of behind) {
    if (stays(code, node)) return 'goes on';
    if (node.is('return_statement')) return 'returns';
    if (node.is('expression_statement') && node.children.some(isEnd)) return 'exits';
  }
  return undefined;
}

/** Whether a node may keep the program: it waits, it serves, or it sends again and again. */
function stays(code: Code, within: Syntax, hops = MOST_HOPS): boolean {
  return [...within.descendants()].some((node) => {
    if (node.is('select_statement')) return true;
    if (node.is('unary_expression')) return node.child('operator')?.text === '<-';
    if (node.is('for_statement')) return isEndless(node) || sends(code, node, hops);
    if (!node.is('call_expression')) return false;
    return bodyOf(code, node) ? goesInto(code, node, hops, stays) : STAYS.test(nameOf(node));
  });
}

function sends(code: Code, within: Syntax, hops: number): boolean {
  return [...within.descendantsOf('call_expression')].some(
    (call) => SENDS.test(nameOf(call)) || goesInto(code, call, hops, sends),
  );
}

function goesInto(code: Code, call: Syntax, hops: number, does: typeof sends): boolean {
  const body = hops > 0 ? bodyOf(code, call) : undefined;
  return body !== undefined && does(code, body, hops - 1);
}

function bodyOf(code: Code, call: Syntax): Syntax | undefined {
  return code.types.calleeOf(call)?.child('body');
}

function nameOf(call: Syntax): string {
  const callee = call.child('function');
  return (callee?.child('field') ?? callee)?.text ?? '';
}

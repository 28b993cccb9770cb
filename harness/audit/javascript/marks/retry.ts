import { callAround, nameOf } from '../owner.ts';
import { below, isFunction, type Node, type NodeOf } from '../tree.ts';
import type { Marker, Seen } from './mark.ts';

const RULE = 'retry-without-limit';

/** A loop without an end that only success leaves, and libraries that are told to retry for ever. */
export const markRetry: Marker = (node, seen) => [...ofLoop(node, seen), ...ofOption(node, seen)];

function ofLoop(node: Node, { module, senders }: Seen) {
  if (!isEndless(node)) return [];
  for (const one of within(node.body)) {
    if (one.type !== 'TryStatement' || !one.handler) continue;
    const sends = within(one.block).some((call) => senders.sends(call, module));
    if (!sends || !isLeftBy(one.block) || mayGiveUp(one.handler.body) || isLeftOutside(node.body, one)) continue;
    return [
      {
        rule: RULE,
        at: module.placeOf(one.handler),
        message: 'A request that fails is sent again, however often it fails.',
      },
    ];
  }
  return [];
}

type Loop = NodeOf<'WhileStatement' | 'ForStatement' | 'DoWhileStatement'>;

function isEndless(node: Node): node is Loop {
  if (node.type !== 'WhileStatement' && node.type !== 'ForStatement' && node.type !== 'DoWhileStatement') return false;
  return node.test === null || (node.test.type === 'Literal' && Boolean(node.test.value));
}

/** Success returns, or leaves the loop. */
function isLeftBy(block: Node): boolean {
  return within(block).some(({ type }) => type === 'ReturnStatement' || type === 'BreakStatement');
}

/** Whatever may throw, return or leave, or asks a counter. */
function mayGiveUp(handler: Node): boolean {
  return within(handler).some(({ type }) =>
    ['ThrowStatement', 'ReturnStatement', 'BreakStatement', 'IfStatement', 'ConditionalExpression'].includes(type),
  );
}

/** The loop counts, or looks at a clock, beside its try. */
function isLeftOutside(body: Node, attempt: Node): boolean {
  const outside = within(body).filter((one) => one.start < attempt.start || one.end > attempt.end);
  return outside.some(({ type }) => ['ThrowStatement', 'ReturnStatement', 'BreakStatement'].includes(type));
}

function within(node: Node): Node[] {
  return [...below(node, (one) => !isFunction(one) || callAround(one) !== null)];
}

const ENDLESS_OPTIONS = /^(?:retries|maxRetries|limit|retry|times)$/;
const TAKES_RETRIES =
  /^(?:RetryAgent|retry|axiosRetry|extend|create|got|ky|get|post|put|request|pRetry|fetchRetry|interceptors)$/;

function ofOption(node: Node, { module, evaluator }: Seen) {
  if (node.type !== 'Property' || node.key.type !== 'Identifier' || !ENDLESS_OPTIONS.test(node.key.name)) return [];
  const value = evaluator.evaluate(node.value, module);
  if (value.kind !== 'literal' || value.value !== Number.POSITIVE_INFINITY || value.fallback) return [];
  // `limit` and `times` are words of many; within `retry` they are about it.
  const outer = node.parent?.parent;
  const isOfRetry = outer?.type === 'Property' && outer.key.type === 'Identifier' && outer.key.name === 'retry';
  const call = isOfRetry ? outer.parent?.parent : outer;
  if (['limit', 'times'].includes(node.key.name) && !isOfRetry) return [];
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return [];
  if (!TAKES_RETRIES.test(nameOf(call.callee))) return [];
  return [{ rule: RULE, at: module.placeOf(node), message: 'A request that fails is sent again without a limit.' }];
}

import type { BodyFate } from '../facts/facts.ts';
import { fateOf, HEAD_ONLY } from './answer-uses.ts';
import { mayBeEnded } from './ended/index.ts';
import type { Evaluator } from './evaluate.ts';
import { hasNoBody, mayHaveNoBody } from './method.ts';
import { keyOf, propertyName } from './names.ts';
import { expectsNoBody, readsOf } from './no-body.ts';
import { chainOf, type Sending } from './sending.ts';
import { above, bare, below, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';
import type { Module } from './workspace.ts';

/** What becomes of the body of the answer to a call. Whatever is handed on may be read there: then nobody knows. */
export function bodyFateOf(sending: Sending, evaluator: Evaluator): BodyFate {
  const { spec, node, module } = sending;
  if (spec.answer === 'read') return { how: 'read' };
  if (hasNoBody(sending)) return { how: 'unknown' };
  const fate = spec.answer === 'callback' ? ofCallback(node, module, evaluator) : ofPromise(sending);
  // A body that is read somewhere is there.
  if (fate.how === 'unread' && mayHaveNoBody(sending, evaluator)) return { how: 'unknown' };
  const isAccused = fate.how === 'unread' || fate.how === 'unread on a path';
  return isAccused && mayBeEnded(sending, evaluator) ? { how: 'unknown' } : fate;
}

/** The callback of node:http gets a stream that waits until it is read. */
function ofCallback(node: NodeOf<'CallExpression'>, module: Module, evaluator: Evaluator): BodyFate {
  const last = node.arguments.at(-1);
  const callback = last && evaluator.evaluate(last, module);
  // Without a listener node:http throws the answer away by itself.
  if (callback?.kind !== 'function') return { how: 'unknown' };
  const [parameter] = callback.node.params;
  if (!parameter && handsOnArguments(callback.node)) return { how: 'unknown' };
  if (!parameter) return { how: 'unread', at: module.placeOf(node.callee) };
  if (parameter.type !== 'Identifier') return { how: 'unknown' };
  const binding = callback.module.scopes.bindingOf(parameter);
  return binding
    ? fateOf(binding, 'callback', { within: callback.node, from: null, module: callback.module })
    : { how: 'unknown' };
}

/** `function () { handler.apply(null, arguments); }`. */
function handsOnArguments(callback: FunctionNode): boolean {
  return [...below(callback)].some((one) => one.type === 'Identifier' && one.name === 'arguments');
}

function ofPromise({ node, module, spec }: Sending): BodyFate {
  const isResponse = spec.answer === 'response';
  const [then] = chainOf(node);
  if (then) return isResponse || then.name === 'then' ? ofThen(then, node, module, isResponse) : { how: 'unknown' };
  const awaited = node.parent;
  if (awaited?.type === 'ExpressionStatement') return { how: 'unread', at: module.placeOf(node.callee) };
  if (awaited?.type !== 'AwaitExpression') return { how: 'unknown' };
  return ofAwaited(awaited, module, isResponse, node);
}

function ofAwaited(awaited: Node, module: Module, isResponse: boolean, call: NodeOf<'CallExpression'>): BodyFate {
  const user = awaited.parent;
  const unread: BodyFate = { how: 'unread', at: module.placeOf(call.callee) };
  if (user?.type === 'ExpressionStatement') return unread;
  if (user?.type === 'MemberExpression' && user.object === awaited) {
    const isHead = HEAD_ONLY.response.has(propertyName(user) ?? '') || propertyName(user) === 'statusCode';
    if (!isHead) return { how: 'read' };
    return expectsNoBody(user, module) ? { how: 'unknown' } : unread;
  }
  if (user?.type !== 'VariableDeclarator' || user.init !== awaited) return { how: 'unknown' };
  const within = above(user, isFunction);
  if (user.id.type === 'ObjectPattern') return ofPattern(user.id, module, isResponse, unread);
  const binding = user.id.type === 'Identifier' ? module.scopes.bindingOf(user.id) : undefined;
  if (!binding || binding.writes.length > 0) return { how: 'unknown' };
  return fateOf(binding, 'response', { within, from: user, module });
}

/** `const { status } = await fetch(url)`: who takes no part of the body cannot read it. */
function ofPattern(pattern: NodeOf<'ObjectPattern'>, module: Module, isResponse: boolean, unread: BodyFate): BodyFate {
  const head = isResponse ? HEAD_ONLY.response : new Set(['statusCode', 'headers', 'trailers', 'context', 'opaque']);
  const takesBody = pattern.properties.some(
    (one) => one.type !== 'Property' || !head.has(keyOf(one as NodeOf<'Property'>) ?? ''),
  );
  const mayBeEmpty = readsOf(pattern, module).some((read) => expectsNoBody(read, module));
  return takesBody || mayBeEmpty ? { how: 'unknown' } : unread;
}

function ofThen(
  { name, call }: { name: string; call: NodeOf<'CallExpression'> },
  node: Node,
  module: Module,
  isResponse: boolean,
): BodyFate {
  const [callback] = call.arguments.map(bare);
  if (name !== 'then' || !callback || !isFunction(callback)) return { how: 'unknown' };
  const [parameter] = callback.params;
  if (!parameter) return { how: 'unread', at: module.placeOf((node as NodeOf<'CallExpression'>).callee) };
  if (parameter.type === 'ObjectPattern')
    return ofPattern(parameter, module, isResponse, { how: 'unread', at: module.placeOf(node) });
  const binding = parameter.type === 'Identifier' ? module.scopes.bindingOf(parameter) : undefined;
  return binding ? fateOf(binding, 'response', { within: callback, from: null, module }) : { how: 'unknown' };
}

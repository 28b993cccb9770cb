import type { BodyFate } from '../facts/facts.ts';
import type { Evaluator } from './evaluate.ts';
import { keyOf, propertyName } from './names.ts';
import type { Binding } from './scope.ts';
import { chainOf, type Sending } from './sending.ts';
import { above, bare, blockOf, contains, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';
import { pathLeftUnread } from './unread-paths.ts';
import type { Module } from './workspace.ts';

/** What of an answer says nothing of its body. */
const HEAD_ONLY: Record<'response' | 'callback', ReadonlySet<string>> = {
  response: new Set(['ok', 'status', 'statusText', 'headers', 'url', 'redirected', 'type']),
  callback: new Set(['statusCode', 'statusMessage', 'headers', 'rawHeaders', 'httpVersion', 'setEncoding', 'complete']),
};
/** Listeners that do not make an answer flow. */
const SILENT_EVENTS = new Set(['end', 'error', 'close', 'aborted']);

/** What becomes of the body of the answer to a call. Whatever is handed on may be read there: then nobody knows. */
export function bodyFateOf(sending: Sending, evaluator: Evaluator): BodyFate {
  const { spec, node, module, options } = sending;
  if (spec.answer === 'read') return { how: 'read' };
  if (mayHaveNoBody(sending)) return { how: 'unknown' };
  if (spec.answer === 'callback') return ofCallback(node, module, evaluator);
  if (options.get('method').kind === 'unknown' && !options.isOpen) return { how: 'unknown' };
  return ofPromise(sending);
}

/** The answer to HEAD has no body. */
function mayHaveNoBody({ spec, options }: Sending): boolean {
  if (spec.method === 'HEAD') return true;
  const method = options.get('method');
  return method.kind === 'literal' && String(method.value).toUpperCase() === 'HEAD';
}

/** The callback of node:http gets a stream that waits until it is read. */
function ofCallback(node: NodeOf<'CallExpression'>, module: Module, evaluator: Evaluator): BodyFate {
  const last = node.arguments.at(-1);
  const callback = last && evaluator.evaluate(last, module);
  // Without a listener node:http throws the answer away by itself.
  if (callback?.kind !== 'function') return { how: 'unknown' };
  const [parameter] = callback.node.params;
  if (!parameter) return { how: 'unread', at: module.placeOf(node.callee) };
  if (parameter.type !== 'Identifier') return { how: 'unknown' };
  const binding = callback.module.scopes.bindingOf(parameter);
  return binding
    ? fateOf(binding, 'callback', { within: callback.node, from: null, module: callback.module })
    : { how: 'unknown' };
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
    return HEAD_ONLY.response.has(propertyName(user) ?? '') || propertyName(user) === 'statusCode'
      ? unread
      : { how: 'read' };
  }
  if (user?.type !== 'VariableDeclarator' || user.init !== awaited) return { how: 'unknown' };
  const within = above(user, isFunction);
  if (user.id.type === 'ObjectPattern') return ofPattern(user.id, isResponse, unread);
  const binding = user.id.type === 'Identifier' ? module.scopes.bindingOf(user.id) : undefined;
  if (!binding || binding.writes.length > 0) return { how: 'unknown' };
  return fateOf(binding, 'response', { within, from: user, module });
}

/** `const { status } = await fetch(url)`: who takes no part of the body cannot read it. */
function ofPattern(pattern: NodeOf<'ObjectPattern'>, isResponse: boolean, unread: BodyFate): BodyFate {
  const head = isResponse ? HEAD_ONLY.response : new Set(['statusCode', 'headers', 'trailers', 'context', 'opaque']);
  const takesBody = pattern.properties.some(
    (one) => one.type !== 'Property' || !head.has(keyOf(one as NodeOf<'Property'>) ?? ''),
  );
  return takesBody ? { how: 'unknown' } : unread;
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
    return ofPattern(parameter, isResponse, { how: 'unread', at: module.placeOf(node) });
  const binding = parameter.type === 'Identifier' ? module.scopes.bindingOf(parameter) : undefined;
  return binding ? fateOf(binding, 'response', { within: callback, from: null, module }) : { how: 'unknown' };
}

interface Where {
  /** The function that has the answer; null: the module itself. */
  within: FunctionNode | null;
  /** The declaration after which it has it; null: from the start. */
  from: Node | null;
  module: Module;
}

function fateOf(binding: Binding, kind: 'response' | 'callback', { within, from, module }: Where): BodyFate {
  const uses = binding.reads.filter((read) => !isOfHeadOnly(read, kind, module));
  if (uses.length === 0) return { how: 'unread', at: module.placeOf(binding.id) };
  const body = within === null ? null : blockOf(within);
  if (!body) return { how: 'unknown' };
  const start = from === null ? body : from.parent;
  if (!start) return { how: 'unknown' };
  const exit = pathLeftUnread(body, start, {
    isUsedIn: (node) => uses.some((use) => contains(node, use)),
    textOf: module.textOf,
  });
  if (exit === null) return { how: uses.every((use) => isRead(use, kind)) ? 'read' : 'unknown' };
  // A function that was given the answer on another path may read it on this one, too.
  return uses.every((use) => isRead(use, kind))
    ? { how: 'unread on a path', at: module.placeOf(exit) }
    : { how: 'unknown' };
}

const READS: Record<'response' | 'callback', RegExp> = {
  response: /^(?:json|text|arrayBuffer|blob|bytes|formData|body|buffer|dump|textConverted|clone)$/,
  callback: /^(?:resume|on|once|addListener|pipe|read|destroy|toArray|\w+)$/,
};

function isRead(use: NodeOf<'Identifier'>, kind: 'response' | 'callback'): boolean {
  const { parent } = use;
  return parent?.type === 'MemberExpression' && parent.object === use && READS[kind].test(propertyName(parent) ?? '');
}

/** Whether a use of an answer leaves its body where it is. */
function isOfHeadOnly(read: NodeOf<'Identifier'>, kind: 'response' | 'callback', module: Module): boolean {
  const { parent } = read;
  if (parent?.type === 'CallExpression' && parent.callee !== read) return isForgottenIn(parent, module);
  if (parent?.type !== 'MemberExpression' || parent.object !== read) return false;
  const name = propertyName(parent) ?? '';
  if (HEAD_ONLY[kind].has(name)) return true;
  const call = parent.parent;
  if (kind !== 'callback' || !['on', 'once'].includes(name) || call?.type !== 'CallExpression') return false;
  const [event] = call.arguments;
  return event?.type === 'Literal' && SILENT_EVENTS.has(String(event.value));
}

/** `list.push(answer)`, where nobody ever takes anything out of the list. */
function isForgottenIn(call: NodeOf<'CallExpression'>, module: Module): boolean {
  if (call.callee.type !== 'MemberExpression' || propertyName(call.callee) !== 'push') return false;
  const list = module.scopes.bindingOf(call.callee.object);
  return (
    list !== undefined &&
    list.by.type === 'VariableDeclarator' &&
    list.by.init?.type === 'ArrayExpression' &&
    list.reads.every(({ parent }) => parent?.type === 'MemberExpression' && propertyName(parent) === 'push')
  );
}

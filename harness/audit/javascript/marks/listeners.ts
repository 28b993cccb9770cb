import { propertyName } from '../names.ts';
import { ownerOf } from '../owner.ts';
import { runsOnce } from '../start.ts';
import { contains, type FunctionNode, type Node, type NodeOf } from '../tree.ts';
import type { Module } from '../workspace.ts';
import type { Marker, Seen } from './mark.ts';

/** Listeners that a function adds for each request, to what outlives the request, and never takes away. */
export const markListeners: Marker = (node, seen) => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const name = propertyName(node.callee);
  if (name === 'addEventListener') return ofSignal(node, node.callee, seen);
  return name === 'on' || name === 'addListener' || name === 'once' ? ofEmitter(node, node.callee, seen) : [];
};

type Call = NodeOf<'CallExpression'>;
type Member = NodeOf<'MemberExpression'>;

function ofSignal(node: Call, callee: Member, { module, senders }: Seen) {
  if (textOf(node.arguments[0]) !== 'abort' || !/signal/i.test(module.textOf(callee.object))) return [];
  const owner = ownerOf(node);
  if (!owner || isMadeIn(callee.object, owner, module) || !senders.functionSends(owner, module)) return [];
  if (isTakenAway(node, callee, owner, module)) return [];
  const message = 'A listener for each request is added to a signal that the caller may share, and never taken away.';
  return [{ rule: 'shared-abort-signal', at: module.placeOf(node), message }];
}

/** By hand or by a signal of the listener's own; a controller that is handed in is for one request. */
function isTakenAway(node: Call, callee: Member, owner: FunctionNode, module: Module): boolean {
  const options = node.arguments[2] ? module.textOf(node.arguments[2]) : '';
  return (
    /removeEventListener|AbortSignal\.any/.test(module.textOf(enclosing(owner))) ||
    /\bsignal\b/.test(options) ||
    /controller/i.test(module.textOf(callee.object))
  );
}

function ofEmitter(node: Call, callee: Member, seen: Seen) {
  const { module, senders } = seen;
  const owner = ownerOf(node);
  const rule = 'listener-per-request';
  if (!owner) return [];
  if (isPooledSocket(callee.object, owner, module)) {
    if (propertyName(callee) === 'once' || isRemoved(owner, module)) return [];
    const message = 'A listener for each request is added to a socket of the pool, which goes on living.';
    return [{ rule, at: module.placeOf(node), message }];
  }
  if (!isLasting(callee.object, owner, module) || !senders.functionSends(owner, module)) return [];
  if (isRemoved(owner, module) || runsOnce(owner, seen)) return [];
  const message = `A listener for each request is added to \`${module.textOf(callee.object)}\`, which outlives it, and never taken away.`;
  return [{ rule, at: module.placeOf(node), message }];
}

function isRemoved(owner: FunctionNode, module: Module): boolean {
  return /\b(?:off|removeListener|removeAllListeners)\b/.test(module.textOf(enclosing(owner)));
}

/** A listener may be taken away by a function beside it. */
function enclosing(owner: FunctionNode): Node {
  const call = owner.parent;
  return call?.type === 'CallExpression' ? (ownerOf(owner) ?? owner) : owner;
}

/** `request.on('socket', (socket) => socket.on(…))`. */
function isPooledSocket(object: Node, owner: FunctionNode, module: Module): boolean {
  const binding = object.type === 'Identifier' ? module.scopes.bindingOf(object) : undefined;
  const call = owner.parent;
  if (binding?.by !== owner || call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  return ['on', 'once'].includes(propertyName(call.callee) ?? '') && textOf(call.arguments[0]) === 'socket';
}

/** An emitter of the program that was made outside of the function, or the process itself. */
function isLasting(object: Node, owner: FunctionNode, module: Module): boolean {
  if (object.type !== 'Identifier') return false;
  const binding = module.scopes.bindingOf(object);
  if (!binding) return object.name === 'process';
  const { by } = binding;
  return (
    by.type === 'VariableDeclarator' &&
    !contains(owner, by) &&
    by.init?.type === 'NewExpression' &&
    module.textOf(by.init.callee).endsWith('EventEmitter')
  );
}

/** Whether the signal was made in the function itself, by whatever. */
function isMadeIn(object: Node, owner: FunctionNode, module: Module): boolean {
  const root = object.type === 'MemberExpression' ? object.object : object;
  const binding = root.type === 'Identifier' ? module.scopes.bindingOf(root) : undefined;
  return (
    binding === undefined ||
    (binding.by.type === 'VariableDeclarator' && contains(owner, binding.by) && binding.by.id.type === 'Identifier')
  );
}

function textOf(node: Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

import { isEndlessAddress } from '../endless.ts';
import { keyOf, propertyName } from '../names.ts';
import { ownerOf } from '../owner.ts';
import { chainOf } from '../sending.ts';
import { bare, type Node, type NodeOf } from '../tree.ts';
import type { Module } from '../workspace.ts';
import type { Marker, Seen } from './mark.ts';

/** Answers without an end that nobody can end, and a pool that they share with short calls. */
export const markStreams: Marker = (node, seen) => [...ofFollowed(node, seen), ...ofShared(node, seen)];

function ofFollowed(node: Node, seen: Seen) {
  if (node.type !== 'CallExpression') return [];
  const { module, senders } = seen;
  const isFollowed =
    followsLogs(node, seen) || (senders.sends(node, module) && node.arguments.some((one) => isEndlessAddress(one)));
  if (!isFollowed || hasSignal(node, module) || !isDropped(node, module)) return [];
  const message = 'This answer has no end, and nothing is kept by which it could be ended.';
  return [{ rule: 'stream-never-ended', at: module.placeOf(node), message }];
}

/** `container.logs({ follow: true })` of dockerode. */
function followsLogs(node: NodeOf<'CallExpression'>, { module }: Seen): boolean {
  if (node.callee.type !== 'MemberExpression') return false;
  const name = propertyName(node.callee) ?? '';
  if (!['getEvents', 'logs', 'attach'].includes(name) || !/dockerode|docker-modem/.test(module.file.text)) return false;
  if (name === 'getEvents') return true;
  const [options] = node.arguments;
  if (options?.type !== 'ObjectExpression') return false;
  const wanted = name === 'logs' ? 'follow' : 'stream';
  return options.properties.some(
    (one) =>
      one.type === 'Property' && keyOf(one) === wanted && one.value.type === 'Literal' && one.value.value === true,
  );
}

function hasSignal(node: NodeOf<'CallExpression'>, module: Module): boolean {
  return node.arguments.some((one) => /signal/i.test(module.textOf(one)));
}

/** Nothing but data is ever asked of it; whatever is handed on may be ended elsewhere. */
function isDropped(node: NodeOf<'CallExpression'>, module: Module): boolean {
  const last = chainOf(node).at(-1)?.call ?? node;
  if (chainOf(node).some(({ name }) => name === 'then')) return false;
  const user = last.parent?.type === 'AwaitExpression' ? last.parent : last;
  if (user.parent?.type === 'ExpressionStatement') return true;
  if (user.parent?.type !== 'VariableDeclarator' || user.parent.id.type !== 'Identifier') return false;
  const reads = module.scopes.bindingOf(user.parent.id)?.reads ?? [];
  return reads.every(({ parent }) => {
    return parent?.type === 'MemberExpression' && ['on', 'once', 'setEncoding'].includes(propertyName(parent) ?? '');
  });
}

/** `(isStream ? long : short).request(…)`, where both are names of the same pool. */
function ofShared(node: Node, { module, senders }: Seen) {
  if (node.type !== 'ConditionalExpression' || !/stream|follow|long/i.test(module.textOf(node))) return [];
  const [one, other] = [node.consequent, node.alternate].map((name) => module.scopes.bindingOf(bare(name)));
  if (!one || !other || one === other) return [];
  const aliases = [
    [one, other],
    [other, one],
  ].some(
    ([a, b]) => a?.by.type === 'VariableDeclarator' && a.by.init && module.scopes.bindingOf(bare(a.by.init)) === b,
  );
  const owner = ownerOf(node);
  if (!aliases || !owner || !senders.sends(callOn(node) ?? node, module)) return [];
  const message = `\`${one.name}\` and \`${other.name}\` are one pool: streams hold the connections that short calls wait for.`;
  return [{ rule: 'streams-share-pool', at: module.placeOf(node), message }];
}

function callOn(node: Node): Node | null {
  const call = node.parent?.parent;
  return call?.type === 'CallExpression' ? call : null;
}

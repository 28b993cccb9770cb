import { keyOf, propertyName } from '../names.ts';
import { ownerOf } from '../owner.ts';
import { above, type Node, type NodeOf } from '../tree.ts';
import type { Module } from '../workspace.ts';
import type { Marker, Seen } from './mark.ts';

const RULE = 'connection-close';
const MESSAGE = 'The header ends the connection with its request.';

/** `Connection: close` that is given to a function of the program that sends, or is set later. */
export const markCloseHeaders: Marker = (node, seen) => [...ofProperty(node, seen), ...ofAssignment(node, seen)];

/** Within `headers` of an argument; what a library's own call says is read with the call. */
function ofProperty(node: Node, { module, senders }: Seen) {
  if (node.type !== 'Property' || !/^connection$/i.test(keyOf(node) ?? '') || !isClose(node.value)) return [];
  const headers = node.parent?.parent;
  if (headers?.type !== 'Property' || keyOf(headers) !== 'headers') return [];
  const call = headers.parent?.parent;
  if (call?.type !== 'CallExpression' || senders.sending(call, module) || !senders.sends(call, module)) return [];
  return [{ rule: RULE, at: module.placeOf(node), message: MESSAGE }];
}

/** `headers.Connection = 'close'`, where the headers are those of a call. */
function ofAssignment(node: Node, { module, senders }: Seen) {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || !isClose(node.right)) return [];
  if (!/^connection$/i.test(propertyName(node.left) ?? '')) return [];
  const binding = module.scopes.bindingOf(node.left.object);
  if (isWithoutAgent(node, module)) return [];
  const isSent = binding?.reads.some(({ parent }) => parent?.type === 'Property' && keyOf(parent) === 'headers');
  const owner = ownerOf(node);
  return isSent && owner && senders.functionSends(owner, module)
    ? [{ rule: RULE, at: module.placeOf(node), message: MESSAGE }]
    : [];
}

/** `if (agent === false) headers.connection = 'close'` says what is so anyway. */
function isWithoutAgent(node: Node, module: Module): boolean {
  const test = above(node, (one): one is NodeOf<'IfStatement'> => one.type === 'IfStatement')?.test;
  return test !== undefined && /agent|keepAlive/i.test(module.textOf(test));
}

function isClose(node: NodeOf<'Property'>['value']): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && node.value.toLowerCase() === 'close';
}

import { propertyName } from './names.ts';
import { above, bare, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';

/** Callbacks that run while the function around them does, once for each of its runs or for each of a list. */
const INLINE = /^(?:then|catch|finally|Promise)$/;
const FOR_EACH = /^(?:map|forEach|flatMap|from|filter|reduce)$/;

/** The function whose run a node belongs to: callbacks that run within it are no functions of their own. */
export function ownerOf(node: Node): FunctionNode | null {
  let at = above(node, isFunction);
  while (at && (runsInline(at) || isForEach(at))) at = above(at, isFunction);
  return at;
}

function runsInline(node: FunctionNode): boolean {
  const call = callAround(node);
  return call !== null && (bare(call.callee) === node || INLINE.test(nameOf(call.callee)));
}

/** The callback of a list: a loop. */
export function isForEach(node: Node): node is FunctionNode {
  const call = isFunction(node) ? callAround(node) : null;
  return call !== null && call.type === 'CallExpression' && FOR_EACH.test(nameOf(call.callee));
}

/** The call that a function is an argument of, or called by. */
export function callAround(node: FunctionNode): NodeOf<'CallExpression' | 'NewExpression'> | null {
  const { parent } = node;
  return parent?.type === 'CallExpression' || parent?.type === 'NewExpression' ? parent : null;
}

/** The last part of what is called: 'map' of `list.map`. */
export function nameOf(callee: Node): string {
  const node = bare(callee);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? (propertyName(node) ?? '') : '';
}

const LOOPS = new Set<Node['type']>([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** The innermost loop around a node within its owner. */
export function loopAround(node: Node, owner: FunctionNode | null): Node | null {
  for (let at = node.parent; at && at !== owner; at = at.parent) if (LOOPS.has(at.type) || isForEach(at)) return at;
  return null;
}

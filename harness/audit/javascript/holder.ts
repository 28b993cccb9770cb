import { propertyName } from './names.ts';
import { ownerOf } from './owner.ts';
import type { Binding } from './scope.ts';
import { bare, type Node, type NodeOf } from './tree.ts';
import type { Module } from './workspace.ts';

/** Who has a pool once it is made. */
export interface Holder {
  /** The local name that it has; null: it is an argument, or nobody's. */
  binding: Binding | null;
  /** It is put where it lives longer than a name: a field, a list, somebody else's hands. */
  escapes: boolean;
}

export function holderOf(place: Node, module: Module): Holder {
  let at = place;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (isChoiceOf(parent, at)) continue;
    if (parent.type === 'CallExpression' && isMethodOf(parent, at)) continue;
    if (parent.type === 'MemberExpression' && parent.object === at) {
      // `new Agent().compose(…)` is still the pool.
      if (parent.parent?.type === 'CallExpression' && ['compose', 'on', 'once'].includes(propertyName(parent) ?? ''))
        continue;
      return { binding: null, escapes: false };
    }
    if (parent.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'Identifier') {
      return { binding: module.scopes.bindingOf(parent.id) ?? null, escapes: false };
    }
    if (parent.type === 'AssignmentExpression' && parent.right === at) {
      if (parent.left.type === 'Identifier')
        return { binding: module.scopes.bindingOf(parent.left) ?? null, escapes: false };
      return { binding: null, escapes: !isOptionOfLocal(parent.left, module) };
    }
    if (parent.type === 'Property' || parent.type === 'ObjectExpression' || parent.type === 'SpreadElement') {
      if (parent.type === 'ObjectExpression' && parent.parent?.type === 'VariableDeclarator') {
        const { id } = parent.parent;
        return { binding: id.type === 'Identifier' ? (module.scopes.bindingOf(id) ?? null) : null, escapes: false };
      }
      continue;
    }
    return { binding: null, escapes: parent.type !== 'CallExpression' };
  }
  return { binding: null, escapes: true };
}

function isMethodOf(call: NodeOf<'CallExpression'>, callee: Node): boolean {
  return call.callee === callee && callee.type === 'MemberExpression';
}

/** `options.agent = new Agent()` where the options belong to the same function. */
function isOptionOfLocal(left: Node, module: Module): boolean {
  if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier') return false;
  const binding = module.scopes.bindingOf(left.object);
  return binding?.by.type === 'VariableDeclarator' && ownerOf(binding.by) === ownerOf(left);
}

/** `await pool`, `a ? pool : b`, `pool || b`: what holds this holds the pool. */
export function isChoiceOf(parent: Node, node: Node): boolean {
  if (bare(parent) !== parent) return true;
  if (parent.type === 'ConditionalExpression') return parent.test !== node;
  return parent.type === 'LogicalExpression' || parent.type === 'AwaitExpression';
}

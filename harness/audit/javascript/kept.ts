import type { Evaluator } from './evaluate.ts';
import { type Holder, isChoiceOf } from './holder.ts';
import { nameOf, ownerOf } from './owner.ts';
import type { Binding } from './scope.ts';
import type { Senders } from './senders.ts';
import { contains, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';
import { choices } from './value.ts';
import type { Module } from './workspace.ts';

/** How far code is followed from a pool. */
export interface Reach {
  module: Module;
  senders: Senders;
  evaluator: Evaluator;
  /** Functions that a file gives to a command line, by where they stand. */
  commands: ReadonlySet<string>;
}

/** Names and functions that hand a pool on to each other. */
const DEEPEST = 4;
/** What puts its argument where it stays. */
const KEEPS = /^(?:set|append|register|store|save|provide|setGlobalDispatcher|defineProperty|assign)$/;
const LISTS = /^(?:push|unshift|add)$/;
/** What only looks at its argument. */
const LOOKS_ON = /^(?:log|info|debug|warn|error|trace|inspect|assert|ok|expect|isDeepStrictEqual)$/;

/** Whether the pool outlives one run of its owner: returned, kept in a field, or used by a function that is. */
export function isKept({ binding, escapes }: Holder, owner: FunctionNode | null, reach: Reach): boolean {
  if (escapes) return true;
  if (!binding) return false;
  if (owner && !contains(owner, binding.scope)) return true;
  return isNameKept(binding, owner, reach, 0);
}

function isNameKept({ reads }: Binding, owner: FunctionNode | null, reach: Reach, depth: number): boolean {
  return reads.some((read) => ownerOf(read) !== owner || isHandedOut(read, owner, reach, depth));
}

/** Returned, or put into a field or a list, by itself or in an object that has it. */
export function isHandedOut(read: Node, owner: FunctionNode | null, reach: Reach, depth = 0): boolean {
  let at = read;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    switch (parent.type) {
      case 'ReturnStatement':
      case 'YieldExpression':
        return true;
      case 'ArrowFunctionExpression':
        return parent.body === at;
      case 'AssignmentExpression':
        if (parent.right !== at) return false;
        return parent.left.type === 'MemberExpression' || isNamed(parent.left, owner, reach, depth);
      case 'VariableDeclarator':
        return isNamed(parent.id, owner, reach, depth);
      case 'NewExpression':
        continue;
      case 'CallExpression': {
        if (parent.callee === at) return false;
        const isKeptThere = isKeptBy(parent, at, reach, depth);
        if (isKeptThere !== null) return isKeptThere;
        continue;
      }
      default:
        if (!isPartOf(parent, at)) return false;
    }
  }
  return false;
}

function isPartOf(parent: Node, at: Node): boolean {
  return (
    ['Property', 'ObjectExpression', 'ArrayExpression', 'SpreadElement'].includes(parent.type) || isChoiceOf(parent, at)
  );
}

/** What has the pool has a name: that of the function itself, or one that outlives it. */
function isNamed(name: Node, owner: FunctionNode | null, reach: Reach, depth: number): boolean {
  const binding = name.type === 'Identifier' ? reach.module.scopes.bindingOf(name) : undefined;
  if (!binding || depth > DEEPEST) return false;
  if (owner && !contains(owner, binding.scope)) return true;
  return isNameKept(binding, owner, reach, depth + 1);
}

/** Whether a call keeps what it is given; null: what it gives back may have it. */
function isKeptBy(call: NodeOf<'CallExpression'>, argument: Node, reach: Reach, depth: number): boolean | null {
  const { module, senders, evaluator } = reach;
  if (senders.sends(call, module) || LOOKS_ON.test(nameOf(call.callee))) return false;
  if (KEEPS.test(nameOf(call.callee))) return true;
  if (LISTS.test(nameOf(call.callee))) return !isOnlyClosed(call.callee, module);
  const index = (call.arguments as Node[]).indexOf(argument);
  const callees = choices(evaluator.evaluate(call.callee, module));
  const isStored = callees.map((callee) => {
    if (callee.kind !== 'function' || depth > DEEPEST) return null;
    const parameter = callee.node.params[index];
    const binding = parameter && callee.module.scopes.bindingOf(parameter);
    if (!binding || !isFunction(binding.by)) return null;
    return isNameKept(binding, callee.node, { ...reach, module: callee.module }, depth + 1);
  });
  if (isStored.every((one) => one === false)) return false;
  return isDropped(call) ? true : null;
}

/** Nobody takes what it gives back: it was called for what it does with its arguments. */
function isDropped(call: Node): boolean {
  const outer = call.parent?.type === 'AwaitExpression' ? call.parent : call;
  return outer.parent?.type === 'ExpressionStatement';
}

/** A list from which none is taken to send: each is closed at last, or nobody looks into it at all. */
function isOnlyClosed(callee: Node, module: Module): boolean {
  const list = callee.type === 'MemberExpression' ? module.scopes.bindingOf(callee.object) : undefined;
  if (!list || list.by.parent?.parent?.type === 'ExportNamedDeclaration') return false;
  const others = list.reads.filter(({ parent }) => parent?.type !== 'MemberExpression' || !LISTS.test(nameOf(parent)));
  return others.every((read) => /\b(?:close|destroy|length|clear|delete)\b/.test(module.textOf(statementAround(read))));
}

function statementAround(node: Node): Node {
  let at = node;
  while (at.parent && !/Statement$|Declaration$/.test(at.type)) at = at.parent;
  return at;
}

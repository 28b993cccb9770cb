import { stepsTo } from './declared.ts';
import type { Binding } from './scope.ts';
import { below, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';
import type { Module } from './workspace.ts';

/** The arguments that a parameter gets from within its own file; null: it may be called from elsewhere. */
export function argumentsOf({ by, id }: Binding, module: Module): Node[] | null {
  if (!isFunction(by)) return null;
  const index = by.params.findIndex((one) => stepsTo(one, id) !== null);
  const calls = callsOf(by, module);
  if (!calls || calls.some((call) => call.arguments.some(({ type }) => type === 'SpreadElement'))) return null;
  return calls.flatMap((call) => call.arguments[index] ?? []);
}

/** The calls of a function that only its own file can call; null: anybody may. */
export function callsOf(by: Node, module: Module): NodeOf<'CallExpression'>[] | null {
  const binding = ownName(by, module);
  if (!binding || binding.writes.length > 0) return null;
  const calls: NodeOf<'CallExpression'>[] = [];
  for (const read of binding.reads) {
    const { parent } = read;
    if (parent?.type !== 'CallExpression' || parent.callee !== read) return null;
    calls.push(parent);
  }
  return isExported(binding) ? null : calls;
}

/** The name that a file has for a function. */
export function ownName(by: Node, module: Module): Binding | undefined {
  if (by.type === 'FunctionDeclaration' && by.id) return module.scopes.bindingOf(by.id);
  const { parent } = by;
  return parent?.type === 'VariableDeclarator' ? module.scopes.bindingOf(parent.id) : undefined;
}

function isExported({ by, reads }: Binding): boolean {
  const declaration = by.type === 'VariableDeclarator' ? by.parent?.parent : by.parent;
  return (
    declaration?.type === 'ExportNamedDeclaration' ||
    declaration?.type === 'ExportDefaultDeclaration' ||
    reads.some(({ parent }) => parent?.type === 'ExportSpecifier')
  );
}

/** `this.agent()` within the class that has the method. */
export function methodCalls(by: FunctionNode, module: Module): Node[] {
  const method = by.parent;
  if (method?.type !== 'MethodDefinition' || !method.parent) return [];
  const called = `this.${module.textOf(method.key)}`;
  return [...below(method.parent)].filter(
    (one) => one.type === 'CallExpression' && module.textOf(one.callee) === called,
  );
}

/** A method that nothing outside of its class can call. */
export function isPrivate({ parent }: FunctionNode): boolean {
  return (
    parent?.type === 'MethodDefinition' &&
    (parent.key.type === 'PrivateIdentifier' || parent.accessibility === 'private')
  );
}

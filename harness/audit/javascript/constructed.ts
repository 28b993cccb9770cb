import type { NodeOf } from './tree.ts';
import { type ClassNode, choices, type Evaluate, either, type Made, UNKNOWN, type Value } from './value.ts';
import type { Module } from './workspace.ts';

interface Place {
  module: Module;
  evaluate: Evaluate;
}

/** What `new` makes: an object of a library, by its own class or by one that extends it. */
export function constructed(node: NodeOf<'NewExpression'>, module: Module, evaluate: Evaluate): Value {
  return either(
    choices(evaluate(node.callee, module)).map((callee) => constructedBy(callee, node, { module, evaluate })),
  );
}

function constructedBy(callee: Value, node: Made['node'], { module, evaluate }: Place): Value {
  if (callee.kind === 'library') return { kind: 'made', by: callee.path, subclass: null, node, module };
  if (callee.kind !== 'class') return UNKNOWN;
  const base = baseOf(callee.node, { module: callee.module, evaluate });
  return base === null ? UNKNOWN : { kind: 'made', by: base, subclass: callee, node, module };
}

/** The library's class that a class extends. */
function baseOf(node: ClassNode, { module, evaluate }: Place): string | null {
  if (!node.superClass) return null;
  const base = evaluate(node.superClass, module);
  if (base.kind === 'library') return base.path;
  return base.kind === 'class' ? baseOf(base.node, { module: base.module, evaluate }) : null;
}

import { type Sending, sendingOf } from './calls.ts';
import type { Evaluator } from './evaluate.ts';
import { below, type FunctionNode, type Node, type NodeOf } from './tree.ts';
import { choices } from './value.ts';
import type { Module } from './workspace.ts';

/** Says which calls send requests: by a library, or by a function of the program that does. */
export interface Senders {
  /** By a library. */
  sending(node: NodeOf<'CallExpression'>, module: Module): Sending | null;
  /** By a library, or through a function of the program that sends. */
  sends(node: Node, module: Module): boolean;
}

/** Functions that send through functions are followed so far. */
const HOPS = 2;

export function makeSenders(evaluator: Evaluator): Senders {
  const sendings = new WeakMap<Node, Sending | { none: true }>();
  const functions = new WeakMap<Node, boolean>();

  const sending: Senders['sending'] = (node, module) => {
    const before = sendings.get(node) ?? sendingOf(node, module, evaluator) ?? { none: true };
    sendings.set(node, before);
    return 'none' in before ? null : before;
  };

  function functionSends(node: FunctionNode, module: Module, hops: number): boolean {
    const before = functions.get(node);
    if (before !== undefined) return before;
    functions.set(node, false);
    const does = [...below(node)].some((one) => one.type === 'CallExpression' && callSends(one, module, hops));
    if (does || hops === HOPS) functions.set(node, does);
    else functions.delete(node);
    return does;
  }

  function callSends(node: NodeOf<'CallExpression'>, module: Module, hops: number): boolean {
    if (sending(node, module)) return true;
    if (hops === 0) return false;
    return choices(evaluator.evaluate(node.callee, module)).some(
      (callee) => callee.kind === 'function' && functionSends(callee.node, callee.module, hops - 1),
    );
  }

  return { sending, sends: (node, module) => node.type === 'CallExpression' && callSends(node, module, HOPS) };
}

import { sendingOf } from './calls.ts';
import type { Evaluator } from './evaluate.ts';
import { ownerOf } from './owner.ts';
import { remembered } from './remembered.ts';
import type { Sending } from './sending.ts';
import { below, type FunctionNode, type Node, type NodeOf } from './tree.ts';
import { choices } from './value.ts';
import type { Module } from './workspace.ts';

/** Says which calls send requests: by a library, or by a function of the program that does. */
export interface Senders {
  /** By a library. */
  sending(node: NodeOf<'CallExpression'>, module: Module): Sending | null;
  /** By a library, or through a function of the program that sends. */
  sends(node: Node, module: Module): boolean;
  /** Whether a function does, itself or in a callback that runs with it. */
  functionSends(node: FunctionNode, module: Module): boolean;
}

export function makeSenders(evaluator: Evaluator): Senders {
  const sending = remembered((node: NodeOf<'CallExpression'>, module: Module) => sendingOf(node, module, evaluator));
  const calls = remembered((node: NodeOf<'CallExpression'>, module: Module) => functionsCalled(node, module));

  function functionsCalled(node: NodeOf<'CallExpression'>, module: Module) {
    return choices(evaluator.evaluate(node.callee, module)).filter((callee) => callee.kind === 'function');
  }

  /** By a library, in the function itself. */
  const sendsItself = remembered((node: FunctionNode, module: Module) =>
    callsIn(node).some((call) => sending(call, module)),
  );
  /** By a library, in the function itself or in one that it calls. */
  const sendsByOne = remembered(
    (node: FunctionNode, module: Module) =>
      sendsItself(node, module) ||
      callsIn(node).some((call) => calls(call, module).some((callee) => sendsItself(callee.node, callee.module))),
  );
  const sends = remembered(
    (node: NodeOf<'CallExpression'>, module: Module) =>
      sending(node, module) !== null || calls(node, module).some((callee) => sendsByOne(callee.node, callee.module)),
  );
  const functionSends = remembered((node: FunctionNode, module: Module) =>
    callsIn(node).some((one) => sends(one, module)),
  );
  return { sending, sends: (node, module) => node.type === 'CallExpression' && sends(node, module), functionSends };
}

/** The calls that one run of a function makes: a function that it hands out runs later. */
function callsIn(node: FunctionNode): NodeOf<'CallExpression'>[] {
  return [...below(node)].filter(
    (one): one is NodeOf<'CallExpression'> => one.type === 'CallExpression' && ownerOf(one) === node,
  );
}

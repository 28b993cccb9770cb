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

export function makeSenders(evaluator: Evaluator): Senders {
  const sending = remembered((node: NodeOf<'CallExpression'>, module) => sendingOf(node, module, evaluator));
  const calls = remembered((node: NodeOf<'CallExpression'>, module) => functionsCalled(node, module));

  function functionsCalled(node: NodeOf<'CallExpression'>, module: Module) {
    return choices(evaluator.evaluate(node.callee, module)).filter((callee) => callee.kind === 'function');
  }

  /** By a library, in the function itself. */
  const sendsItself = remembered((node: FunctionNode, module) => callsIn(node).some((call) => sending(call, module)));
  /** By a library, in the function itself or in one that it calls. */
  const sendsByOne = remembered(
    (node: FunctionNode, module) =>
      sendsItself(node, module) ||
      callsIn(node).some((call) => calls(call, module).some((callee) => sendsItself(callee.node, callee.module))),
  );
  const sends = remembered(
    (node: NodeOf<'CallExpression'>, module) =>
      sending(node, module) !== null || calls(node, module).some((callee) => sendsByOne(callee.node, callee.module)),
  );
  return { sending, sends: (node, module) => node.type === 'CallExpression' && sends(node, module) };
}

function callsIn(node: FunctionNode): NodeOf<'CallExpression'>[] {
  return [...below(node)].filter((one): one is NodeOf<'CallExpression'> => one.type === 'CallExpression');
}

/** Each node is asked about once. */
function remembered<Asked extends Node, Answer>(
  answer: (node: Asked, module: Module) => Answer,
): (node: Asked, module: Module) => Answer {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  return (node, module) => {
    const before = answers.get(node);
    if (before) return before.answer;
    const now = answer(node, module);
    answers.set(node, { answer: now });
    return now;
  };
}

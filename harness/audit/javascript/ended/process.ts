import type { Evaluator } from '../evaluate.ts';
import { callsOf } from '../own-calls.ts';
import { nameOf, ownerOf } from '../owner.ts';
import { remembered } from '../remembered.ts';
import type { Sending } from '../sending.ts';
import { below, type FunctionNode, type Node } from '../tree.ts';
import { choices } from '../value.ts';
import type { Module } from '../workspace.ts';
import { isOnFailurePath } from './aside.ts';

/** Functions that call each other before one ends the process. */
const DEEPEST = 4;

interface Code {
  module: Module;
  evaluator: Evaluator;
}

/** Whether the process ends with the answer: in its callback, or behind the request in whatever called it. */
export function isProcessEnded({ node, module, spec }: Sending, evaluator: Evaluator): boolean {
  const last = spec.answer === 'callback' ? node.arguments.at(-1) : undefined;
  const callbacks = last ? choices(evaluator.evaluate(last, module)) : [];
  return (
    callbacks.some((one) => one.kind === 'function' && exitsByOne(one.node, { module: one.module, evaluator })) ||
    endsBehind(node, { module, evaluator })
  );
}

/** A function of this file alone ends it where every call of it does. */
function endsBehind(node: Node, code: Code, depth = 0): boolean {
  const owner = ownerOf(node);
  const behind = [...below(owner ?? code.module.program)].filter((one) => one.end > node.end && isRunBy(one, owner));
  if (behind.some((one) => isExit(one, node, code) || callsExit(one, node, code, exitsByOne))) return true;
  const calls = owner && depth < DEEPEST ? callsOf(owner, code.module) : null;
  return calls !== null && calls.length > 0 && calls.every((call) => endsBehind(call, code, depth + 1));
}

type Exits = (node: FunctionNode, code: Code) => boolean;

const exitsItself: Exits = remembered((node, code) =>
  [...below(node)].some((one) => isRunBy(one, node) && isExit(one, node, code)),
);

/** Itself, or in one that it calls. */
const exitsByOne: Exits = remembered(
  (node, code) =>
    exitsItself(node, code) ||
    [...below(node)].some((one) => isRunBy(one, node) && callsExit(one, node, code, exitsItself)),
);

/** In a run of the function, or in a timer that it starts. */
function isRunBy(node: Node, owner: FunctionNode | null): boolean {
  const runs = ownerOf(node);
  if (runs === owner) return true;
  const call = runs?.parent;
  return call?.type === 'CallExpression' && nameOf(call.callee) === 'setTimeout' && ownerOf(call) === owner;
}

function callsExit(node: Node, from: Node, { module, evaluator }: Code, exits: Exits): boolean {
  if (node.type !== 'CallExpression' || isOnFailurePath(node, from)) return false;
  return choices(evaluator.evaluate(node.callee, module)).some(
    (callee) => callee.kind === 'function' && exits(callee.node, { module: callee.module, evaluator }),
  );
}

const EXIT = /^(?:globalThis\.)?process\.(?:exit|abort|reallyExit)$/;
const IMPORTED = /^node:process\.(?:exit|abort)$/;

/** Whether it ends the process, or says what it ends with, where nothing went wrong. */
function isExit(node: Node, from: Node, { module, evaluator }: Code): boolean {
  if (node.type === 'AssignmentExpression')
    return module.textOf(node.left) === 'process.exitCode' && !isOnFailurePath(node, from);
  if (node.type !== 'CallExpression' || isOnFailurePath(node, from)) return false;
  if (EXIT.test(module.textOf(node.callee))) return true;
  return choices(evaluator.evaluate(node.callee, module)).some(
    (callee) => callee.kind === 'library' && IMPORTED.test(callee.path),
  );
}

import type { Evaluator } from '../evaluate.ts';
import { propertyName } from '../names.ts';
import { ownerOf } from '../owner.ts';
import type { Sending } from '../sending.ts';
import { below, isFunction, type Node } from '../tree.ts';
import type { Module } from '../workspace.ts';
import { isAside } from './aside.ts';
import { mayEnd } from './handed-on.ts';

/** Whether the signal that a call was given may be aborted where nothing went wrong. */
export function isSignalAborted({ node, options }: Sending, evaluator: Evaluator): boolean {
  return options.spelled.some(({ name, node: key, module }) => {
    const property = key.parent;
    if (name !== 'signal' || property?.type !== 'Property') return false;
    return controllersIn(property.value, module).some((controller) => isAborted(controller, node, module, evaluator));
  });
}

/** The objects whose `signal` it is: `controller.signal`, or several within `AbortSignal.any`. */
function controllersIn(signal: Node, module: Module): Node[] {
  const binding = module.scopes.bindingOf(signal);
  const given = binding?.by.type === 'VariableDeclarator' ? (binding.by.init ?? signal) : signal;
  const members = [...below(given)].flatMap((one) => (one.type === 'MemberExpression' ? [one] : []));
  const isDestructured = binding?.by.type === 'VariableDeclarator' && binding.by.id.type === 'ObjectPattern';
  return [
    ...(isDestructured ? [given] : []),
    ...members.filter((one) => propertyName(one) === 'signal').map(({ object }) => object),
  ];
}

function isAborted(controller: Node, call: Node, module: Module, evaluator: Evaluator): boolean {
  const binding = module.scopes.bindingOf(controller);
  // One that is handed in is aborted by the caller, if ever: to cancel.
  if (binding) return !isFunction(binding.by) && mayEnd(binding, { module, evaluator, from: call });
  const owner = ownerOf(call);
  const text = `${module.textOf(controller)}.abort`;
  return [...below(owner ?? module.program)].some(
    (one) => one.type === 'CallExpression' && module.textOf(one.callee) === text && !isAside(one, call),
  );
}

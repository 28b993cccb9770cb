import type { Evaluator } from '../evaluate.ts';
import { isChoiceOf } from '../holder.ts';
import { chainOf, type Sending } from '../sending.ts';
import { below, isFunction, type Node } from '../tree.ts';
import type { Module } from '../workspace.ts';
import { eventOf } from './aside.ts';
import { mayEnd } from './handed-on.ts';

/** Whether the request of node:http may be destroyed, by its name or by whatever else gets it. */
export function isRequestEnded({ node, module, spec }: Sending, evaluator: Evaluator): boolean {
  if (spec.answer !== 'callback') return false;
  const links = chainOf(node);
  const isAnsweredInChain = links.some(({ name, call }) => {
    return ['destroy', 'abort'].includes(name) || /^(?:response|upgrade|connect)$/.test(eventOf(call));
  });
  if (isAnsweredInChain) return true;
  const callback = node.arguments.at(-1);
  if (callback && usesOwn(callback)) return true;
  return isHeldAndEnded(links.at(-1)?.call ?? node, module, evaluator);
}

/** In a callback that is no arrow function `this` is the request. */
function usesOwn(callback: Node): boolean {
  if (callback.type !== 'FunctionExpression') return false;
  const own = [...below(callback, (one) => one.type === 'ArrowFunctionExpression' || !isFunction(one))];
  return own.some(({ type }) => type === 'ThisExpression');
}

function isHeldAndEnded(request: Node, module: Module, evaluator: Evaluator): boolean {
  let at = request;
  while (at.parent && isChoiceOf(at.parent, at)) at = at.parent;
  const { parent } = at;
  const name =
    parent?.type === 'VariableDeclarator' ? parent.id : parent?.type === 'AssignmentExpression' ? parent.left : null;
  const binding = name && module.scopes.bindingOf(name);
  if (binding) return mayEnd(binding, { module, evaluator, from: request });
  // A field, a list, or the hands of another function.
  return (
    name !== null ||
    parent?.type === 'Property' ||
    parent?.type === 'ArrayExpression' ||
    parent?.type === 'CallExpression'
  );
}

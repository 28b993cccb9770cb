import { isChoiceOf } from './holder.ts';
import { above, blockOf, isFunction, type Node } from './tree.ts';
import type { Module } from './workspace.ts';

/** `if (!agent) agent = new Agent()`, `agent ??= …`, `cache.get(key) ?? …`: made the first time alone. */
export function isMemo(place: Node, module: Module): boolean {
  const target = targetOf(place);
  for (let at = place; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'LogicalExpression' && parent.right === at) return true;
    if (parent.type === 'AssignmentExpression' && parent.operator !== '=') return true;
    const test = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression' ? parent.test : null;
    if (
      test &&
      test !== at &&
      (asksFor(test, target, module) || /\.has\(|\.get\(|cache|pool/i.test(module.textOf(test)))
    )
      return true;
  }
  return leavesBefore(place, target, module);
}

/** What the pool is assigned to, as text. */
export function targetOf(place: Node): Node | null {
  let at = place;
  while (at.parent && isChoiceOf(at.parent, at)) at = at.parent;
  return at.parent?.type === 'AssignmentExpression' ? at.parent.left : null;
}

/** Whether a test asks if there is one yet. */
function asksFor(test: Node, target: Node | null, module: Module): boolean {
  if (target === null) return false;
  const [asked, name] = [module.textOf(test), module.textOf(target)];
  const comparison = /(?:null|undefined|void 0)\s*[!=]==?|[!=]==?\s*(?:null|undefined|void 0|["'])|typeof/;
  return asked === name || asked.includes(`!${name}`) || (asked.includes(name) && comparison.test(asked));
}

/** `if (agent) return agent;` stands before it. */
function leavesBefore(place: Node, target: Node | null, module: Module): boolean {
  const owner = above(place, isFunction);
  const statements = (owner && blockOf(owner)?.body) ?? [];
  return statements.some(
    (one) =>
      one.type === 'IfStatement' &&
      one.end < place.start &&
      (asksFor(one.test, target, module) || /cache|\.has\(|\.get\(/i.test(module.textOf(one))) &&
      /\breturn\b/.test(module.textOf(one.consequent)),
  );
}

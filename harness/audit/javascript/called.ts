import { memberOfClass, returnsOf } from './declared.ts';
import { isMaker } from './libraries/index.ts';
import { isFunction, type NodeOf } from './tree.ts';
import { type Evaluate, either, oneOrMade, UNKNOWN, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** What a call gives back, by whom it calls. */
export function calledBy(callee: Value, node: NodeOf<'CallExpression'>, module: Module, evaluate: Evaluate): Value {
  if (callee.kind === 'library') {
    return isMaker(callee.path) ? { kind: 'made', by: callee.path, subclass: null, node, module } : UNKNOWN;
  }
  if (callee.kind === 'function') {
    const values = returnsOf(callee.node).map((one) => evaluate(one, callee.module));
    return values.length === 0 ? UNKNOWN : oneOrMade(values);
  }
  if (callee.kind !== 'method') return UNKNOWN;
  if (['compose', 'on', 'once', 'setMaxListeners'].includes(callee.name)) return callee.of;
  const maker = `${callee.of.by.split('.')[0]}.${callee.name}`;
  if (isMaker(maker)) return { kind: 'made', by: maker, subclass: null, node, module };
  // A method of a class of the program's own.
  const [own] = callee.of.subclass ? memberOfClass(callee.of.subclass.node, callee.name) : [];
  if (!own || !isFunction(own)) return UNKNOWN;
  const { module: home } = callee.of.subclass as { module: Module };
  return either(returnsOf(own).map((one) => evaluate(one, home)));
}

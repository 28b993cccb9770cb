import type { Evaluator } from './evaluate.ts';
import { poolSpec } from './libraries/index.ts';
import { chainOf, type Sending } from './sending.ts';
import type { Node } from './tree.ts';
import { choices, type Made, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** The pools that a call may go through; null: not known, and [] the library's own for all. */
export function poolsOf({ spec, options, on, node, module }: Sending, evaluator: Evaluator): Made[] | null {
  if (on && poolSpec(on.by)) return [unwrapped(on, evaluator)].filter((one) => one !== null);
  const named =
    spec.optionsAt.length === 0
      ? chained(node, spec.pool, module, evaluator)
      : spec.pool.map((name) => options.get(name));
  const all = named.flatMap(choices);
  const pools = all.flatMap((value) => (value.kind === 'made' ? [unwrapped(value, evaluator)] : []));
  if (pools.length > 0) return pools.filter((one) => one !== null);
  return all.some((value) => value.kind !== 'literal' || value.value !== undefined) ? null : [];
}

/** The options of superagent are calls: `get(url).agent(agent).timeout(ms)`. */
function chained(node: Node, names: readonly string[], module: Module, evaluator: Evaluator): Value[] {
  return chainOf(node)
    .filter(({ name }) => names.includes(name))
    .map(({ call }) => (call.arguments[0] ? evaluator.evaluate(call.arguments[0], module) : { kind: 'unknown' }));
}

/** The pool that has the connections, within the ones that wrap it. */
function unwrapped(made: Made, evaluator: Evaluator): Made | null {
  const spec = poolSpec(made.by);
  if (!spec) return null;
  if (spec.wraps === undefined) return made;
  const argument = made.node.arguments[spec.wraps];
  const inner = argument && choices(evaluator.evaluate(argument, made.module)).find(({ kind }) => kind === 'made');
  return inner?.kind === 'made' ? unwrapped(inner, evaluator) : null;
}

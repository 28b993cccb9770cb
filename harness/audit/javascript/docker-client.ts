import type { Call } from '../facts/facts.ts';
import { globalId } from './calls.ts';
import type { Evaluator } from './evaluate.ts';
import { clientOptionsAt } from './libraries/index.ts';
import { optionsOf } from './options.ts';
import type { NodeOf } from './tree.ts';
import { choices } from './value.ts';
import type { Module } from './workspace.ts';

const LIBRARIES = ['dockerode', 'docker-modem'];

/** A client of the Docker daemon that is given no Agent: all that it asks goes through the global one. */
export function dockerClientAt(node: NodeOf<'NewExpression'>, module: Module, evaluator: Evaluator): Call[] {
  const made = choices(evaluator.evaluate(node, module)).find(
    (one) => one.kind === 'made' && LIBRARIES.includes(one.by),
  );
  if (made?.kind !== 'made' || made.subclass) return [];
  const options = optionsOf({ nodes: [node.arguments[clientOptionsAt(made.by) ?? 0]], module, evaluator });
  const isAbsent = (name: string) => {
    const value = options.get(name);
    return value.kind === 'literal' && value.value === undefined;
  };
  if (options.isOpen || !['agent', 'host', 'protocol', 'sshOptions'].every(isAbsent)) return [];
  return [
    {
      language: 'javascript',
      library: made.by,
      calls: `new ${module.textOf(node.callee)}`,
      at: module.placeOf(node),
      through: [globalId(made.by)],
      socket: 'unix',
      body: { how: 'unknown' },
      timeout: 'unknown',
      connectionClose: null,
    },
  ];
}

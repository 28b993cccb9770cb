import type { SourceFile } from '../files/source.ts';
import type { Evaluator } from './evaluate.ts';
import { ownerOf } from './owner.ts';
import { isOfCommandLine } from './start.ts';
import { idOf } from './transports.ts';
import { below, isFunction, type Node } from './tree.ts';
import { choices } from './value.ts';
import type { Module, Workspace } from './workspace.ts';

/** Files that may describe a command line. */
const DESCRIBES = /["'](?:commander|yargs|cac|sade)["']|\.action\s*\(/;

/** The functions that command lines run, by where they stand: each runs once, whatever file it is in. */
export function commandsIn(files: readonly SourceFile[], workspace: Workspace, evaluator: Evaluator): Set<string> {
  const found = new Set<string>();
  for (const file of files.filter(({ text }) => DESCRIBES.test(text))) {
    const module = workspace.parse(file);
    if ('reason' in module) continue;
    for (const action of module.nodes.flatMap(actionsOf)) {
      for (const id of functionsRunBy(action, module, evaluator)) found.add(id);
    }
  }
  return found;
}

function actionsOf(node: Node): Node[] {
  return node.type === 'CallExpression' && isOfCommandLine(node) ? node.arguments.slice(-1) : [];
}

/** The action itself, and what it calls where it is written out. */
function functionsRunBy(action: Node, module: Module, evaluator: Evaluator): string[] {
  const calls = isFunction(action)
    ? [...below(action)].flatMap((one) =>
        one.type === 'CallExpression' && ownerOf(one) === action ? [one.callee] : [],
      )
    : [];
  return [action, ...calls]
    .flatMap((one) => choices(evaluator.evaluate(one, module)))
    .flatMap((value) => (value.kind === 'function' && value.module !== module ? [idOf(value.node, value.module)] : []));
}

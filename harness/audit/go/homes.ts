import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** `go func() {...}()` and the like run where they stand; one that is handed on runs who knows how often. */
export function isRunInPlace(function_: Syntax): boolean {
  return function_.is('func_literal') && function_.field === 'function';
}

/** The function that a node runs in: functions that run where they stand are part of the one around them. */
export function homeOf(node: Syntax): Syntax | undefined {
  for (const outer of node.ancestors()) if (outer.is(...FUNCTIONS) && !isRunInPlace(outer)) return outer;
  return undefined;
}

/** The loops around a node, within the function that it runs in, that run it again and again. */
export function loopsAround(node: Syntax): Syntax[] {
  const home = homeOf(node);
  const loops: Syntax[] = [];
  let inner = node;
  for (const outer of node.ancestors()) {
    if (outer === home) break;
    if (outer.is('for_statement') && inner.field === 'body') loops.push(outer);
    inner = outer;
  }
  return loops;
}

import type { NodeOf } from './tree.ts';
import { UNKNOWN, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** What a name is that no file declares. */
export function globalNamed(node: NodeOf<'Identifier'>, module: Module): Value {
  if (node.name === 'undefined') return { kind: 'literal', value: undefined, node, module };
  if (node.name === 'Infinity') return { kind: 'literal', value: Number.POSITIVE_INFINITY, node, module };
  if (node.name === 'fetch') return { kind: 'library', path: 'fetch' };
  if (node.name === 'Request') return { kind: 'library', path: 'Request' };
  if (['globalThis', 'window', 'self', 'global'].includes(node.name)) return { kind: 'library', path: 'globalThis' };
  return UNKNOWN;
}

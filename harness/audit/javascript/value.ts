import type { FunctionNode, Node, NodeOf } from './tree.ts';
import type { Module } from './workspace.ts';

interface Somewhere<Kind extends Node> {
  node: Kind;
  module: Module;
}

export type LiteralValue = string | number | boolean | null | undefined;
export type ClassNode = NodeOf<'ClassDeclaration' | 'ClassExpression'>;

/** What is known of an expression without running it. */
export type Value =
  /** `fallback`: what holds where a caller does not say otherwise. */
  | ({ kind: 'literal'; value: LiteralValue; fallback?: true } & Somewhere<Node>)
  | ({ kind: 'object' } & Somewhere<NodeOf<'ObjectExpression'>>)
  /** The later ones win. */
  | { kind: 'merged'; parts: Value[] }
  | ({ kind: 'array' } & Somewhere<NodeOf<'ArrayExpression'>>)
  | ({ kind: 'function' } & Somewhere<FunctionNode>)
  | ({ kind: 'class' } & Somewhere<ClassNode>)
  /** What a library exports: 'undici.Agent'; `fetch` is the built-in one. */
  | { kind: 'library'; path: string }
  /** All that a file exports. */
  | { kind: 'namespace'; module: Module }
  | Made
  | { kind: 'method'; of: Made; name: string }
  | { kind: 'either'; values: Value[] }
  | { kind: 'unknown' };

/** An object of a library: by `new`, or by a function that makes one. */
export type Made = {
  kind: 'made';
  /** As the library calls it: 'undici.Agent'. */
  by: string;
  /** Where the class is one of the program's own that extends the library's. */
  subclass: ({ kind: 'class' } & Somewhere<ClassNode>) | null;
} & Somewhere<NodeOf<'NewExpression' | 'CallExpression'>>;

export const UNKNOWN: Value = { kind: 'unknown' };

/** A choice between values, flat. */
export function either(values: readonly Value[]): Value {
  const all = values.flatMap((value) => (value.kind === 'either' ? value.values : [value]));
  return all.length === 1 ? (all[0] as Value) : { kind: 'either', values: all };
}

/** All that a value may be. */
export function choices(value: Value): Value[] {
  return value.kind === 'either' ? value.values : [value];
}

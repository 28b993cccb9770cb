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

/** Says what an expression is, following names, imports, constants and own functions; it never runs anything. */
export type Evaluate = (node: Node, module: Module) => Value;

export const UNKNOWN: Value = { kind: 'unknown' };

/** What may be more things than this is not known: bundled code has names of thousands. */
const MOST_CHOICES = 32;

/** A choice between values, flat, each once. */
export function either(values: readonly Value[]): Value {
  const all = new Map<unknown, Value>();
  for (const value of values) {
    for (const one of choices(value)) all.set(identityOf(one), one);
    if (all.size > MOST_CHOICES) return UNKNOWN;
  }
  const [only] = all.values();
  return all.size === 1 && only ? only : { kind: 'either', values: [...all.values()] };
}

function identityOf(value: Value): unknown {
  switch (value.kind) {
    case 'library':
      return value.path;
    case 'unknown':
      return value.kind;
    case 'merged':
    case 'method':
    case 'either':
      return value;
    case 'namespace':
      return value.module;
    case 'literal':
      return value.fallback ? value : value.node;
    case 'made':
      // What makes it may itself be one of two: http.Agent or https.Agent.
      return `${value.by} ${value.module.file.name} ${value.node.start}`;
    default:
      return value.node;
  }
}

/** All that a value may be. */
export function choices(value: Value): Value[] {
  return value.kind === 'either' ? value.values : [value];
}

/** Nothing stands there, and what is written for that case holds. */
export function isAbsent(value: Value): boolean {
  return value.kind === 'literal' && (value.value === undefined || value.value === null);
}

/** It holds where nobody says otherwise. */
export function asFallback(value: Value): Value {
  return value.kind === 'literal' ? { ...value, fallback: true } : value;
}

/** Several literals are known only when it runs; several pools may each be the one. */
export function oneOrMade(values: Value[]): Value {
  if (values.length === 1) return values[0] as Value;
  return either(values.filter(({ kind }) => kind !== 'literal'));
}

/** What holds where the first is nothing. */
export function orElse(first: Value, otherwise: Value): Value {
  if (isAbsent(first)) return otherwise;
  if (choices(first).every((one) => one.kind === 'unknown' || isAbsent(one)))
    return otherwise.kind === 'literal' ? asFallback(otherwise) : either([first, otherwise]);
  if (first.kind === 'literal') return first;
  return otherwise.kind === 'literal' ? first : either([first, otherwise]);
}

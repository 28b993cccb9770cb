import type { SourceFile } from '../files/source.ts';
import type { GoParser } from './parser.ts';
import type { Syntax, SyntaxFile } from './syntax.ts';

/** Where a name is declared, and what is said of it there. */
export interface Declaration {
  kind: 'const' | 'var' | 'func' | 'type' | 'param' | 'range';
  name: string;
  /** The name itself. */
  at: Syntax;
  /** The function, the type's spec, or the statement. */
  node: Syntax;
  type?: Syntax | undefined;
  value?: Syntax | undefined;
  /** Which of several results of `value` it is. */
  index: number;
  /** What it can be seen in; absent: the whole package. */
  scope?: Syntax;
}

/** What is asked for by its type. */
const INDEXED = [
  'composite_literal',
  'call_expression',
  'assignment_statement',
  'var_spec',
  'function_declaration',
  'method_declaration',
  'identifier',
  'field_identifier',
] as const;

/** A Go file that has been parsed: its package's name, its imports, and what it declares for its package. */
export class GoFile implements SyntaxFile {
  readonly source: SourceFile;
  readonly root: Syntax;
  readonly packageName: string;
  readonly imports = new Map<string, string>();
  readonly declarations = new Map<string, Declaration>();
  /** By the type's name, then the method's. */
  readonly methods = new Map<string, Map<string, Syntax>>();

  #byType: Map<string, Syntax[]> | undefined;
  #byName: Map<string, Syntax[]> | undefined;

  constructor(source: SourceFile, parser: GoParser) {
    this.source = source;
    this.root = parser.parse(this);
    this.packageName = this.root.childrenOf('package_clause')[0]?.children[0]?.text ?? '';
    for (const node of this.root.children) this.#read(node);
  }

  /** All nodes of these types, in the order of the text within each. */
  all(...types: (typeof INDEXED)[number][]): Syntax[] {
    this.#byType ??= groupBy(this.root.descendantsOf(...INDEXED), ({ type }) => type);
    const byType = this.#byType;
    return types.flatMap((type) => byType.get(type) ?? []);
  }

  mentions(name: string): readonly Syntax[] {
    this.#byName ??= groupBy(this.all('identifier', 'field_identifier'), ({ text }) => text);
    return this.#byName.get(name) ?? [];
  }

  #read(node: Syntax): void {
    if (node.is('import_declaration')) for (const spec of node.descendantsOf('import_spec')) this.#import(spec);
    if (node.is('method_declaration')) this.#readMethod(node);
    if (node.is('function_declaration')) this.#declare('func', node.child('name'), node);
    if (node.is('type_declaration')) {
      for (const spec of node.childrenOf('type_spec', 'type_alias')) {
        this.#declare('type', spec.child('name'), spec, spec.child('type'));
      }
    }
    if (node.is('const_declaration', 'var_declaration')) {
      for (const declaration of specsOf(node)) this.declarations.set(declaration.name, declaration);
    }
  }

  #declare(kind: 'func' | 'type', at: Syntax | undefined, node: Syntax, type?: Syntax): void {
    if (at) this.declarations.set(at.text, { kind, name: at.text, at, node, type, index: 0 });
  }

  #readMethod(node: Syntax): void {
    const type = receiverType(node);
    const name = node.child('name')?.text;
    if (type === undefined || name === undefined) return;
    const methods = this.methods.get(type) ?? new Map<string, Syntax>();
    this.methods.set(type, methods.set(name, node));
  }

  #import(spec: Syntax): void {
    const path = unquote(spec.child('path')?.text ?? '');
    const name = spec.child('name')?.text;
    for (const known of name === undefined ? namesOf(path) : [name]) this.imports.set(known, path);
  }
}

function groupBy(nodes: Iterable<Syntax>, keyOf: (node: Syntax) => string): Map<string, Syntax[]> {
  const groups = new Map<string, Syntax[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return groups;
}

/** What `var` and `const` declare, in a file or in a function. */
export function specsOf(declaration: Syntax): Declaration[] {
  const kind = declaration.is('const_declaration') ? 'const' : 'var';
  return [...declaration.descendantsOf('const_spec', 'var_spec')].flatMap((node) => {
    const names = node.childrenIn('name').filter((name) => name.is('identifier'));
    const values = node.child('value')?.children ?? [];
    return names.map((at, position) => ({
      kind,
      name: at.text,
      at,
      node,
      type: node.child('type'),
      ...valueAt(values, position, names.length),
    }));
  });
}

/** The value of one of several names: its own, or one of the results of the one call. */
export function valueAt(
  values: readonly Syntax[],
  position: number,
  names: number,
): { value: Syntax | undefined; index: number } {
  return values.length === 1 && names > 1
    ? { value: values[0], index: position }
    : { value: values[position], index: 0 };
}

/** `T` of `func (t *T) f()` and of `func (t T[K]) f()`. */
export function receiverType(method: Syntax): string | undefined {
  const receiver = method.child('receiver');
  return receiver && [...receiver.descendantsOf('type_identifier')][0]?.text;
}

/** The text of a literal of either kind. */
export function unquote(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}

/**
 * The names that the package at a path may have. Its clause says which, and that is not always at hand: the last part,
 * without a version, and without the `go-` that many a repository begins with.
 */
function namesOf(path: string): string[] {
  const parts = path.split('/').filter((part, index) => index === 0 || !/^v\d+$/.test(part));
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, '');
  return [...new Set([last, last.replace(/^go-|[-.]go$/g, ''), last.replaceAll('-', '')])];
}

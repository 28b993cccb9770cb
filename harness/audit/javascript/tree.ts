import {
  type ArrowFunctionExpression,
  type Function as FunctionWithBody,
  type Node,
  type Program,
  parseSync,
  visitorKeys,
} from 'oxc-parser';
import type { Place } from '../../record/audit.ts';
import type { SourceFile } from '../files/source.ts';
import { nestsTooDeeply } from './nesting.ts';

export type { Node };
export type FunctionNode = FunctionWithBody | ArrowFunctionExpression;
export type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>;

/** The syntax of a file; each node knows its parent. */
export interface Tree {
  file: SourceFile;
  program: Program;
  /** All nodes, parents before their children. Nodes of types are left out: they never run. */
  nodes: Node[];
  placeOf(node: Node): Place;
  textOf(node: Node): string;
}

/** A tree, or why there is none. */
export function parseTree(file: SourceFile): Tree | { reason: string } {
  if (nestsTooDeeply(file.text)) return { reason: 'it is nested too deeply' };
  const { program, errors } = parseSync(file.path, file.text, { preserveParens: false });
  const error = errors.find(({ severity }) => severity === 'Error');
  if (error) return { reason: `it is no valid code: ${firstLine(error.message)}` };
  const starts = lineStarts(file.text);
  return {
    file,
    program,
    nodes: linkedNodes(program),
    placeOf: ({ start, end }) => {
      const [from, to] = [positionAt(starts, start), positionAt(starts, end)];
      return { file: file.name, ...from, endLine: to.line, endColumn: to.column };
    },
    textOf: ({ start, end }) => file.text.slice(start, end),
  };
}

/** Iterative, because code may nest more deeply than a stack. */
function linkedNodes(program: Program): Node[] {
  const nodes: Node[] = [];
  const waiting: Node[] = [program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index] as Node;
      child.parent = node;
      waiting.push(child);
    }
  }
  return nodes;
}

/** Wrappers of TypeScript that run. */
const RUNS =
  /^TS(?:AsExpression|NonNullExpression|SatisfiesExpression|TypeAssertion|ParameterProperty|ExportAssignment|ImportEqualsDeclaration|ExternalModuleReference|InstantiationExpression|ModuleDeclaration|ModuleBlock|EnumDeclaration|EnumBody|EnumMember)$/;

export function childrenOf(node: Node): Node[] {
  const fields = node as unknown as Record<string, Node | (Node | null)[] | null | undefined>;
  const children: Node[] = [];
  const add = (child: Node | null | undefined) => {
    if (child && (!child.type.startsWith('TS') || RUNS.test(child.type))) children.push(child);
  };
  for (const key of visitorKeys[node.type] ?? []) {
    const field = fields[key];
    if (Array.isArray(field)) for (const child of field) add(child);
    else add(field);
  }
  return children;
}

/** A node and all below it; `enters` says whether to go on below one. */
export function* below(root: Node, enters: (node: Node) => boolean = () => true): Generator<Node> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (node === root || enters(node)) waiting.push(...childrenOf(node).reverse());
  }
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The body of a function that is no mere expression. */
export function blockOf({ body }: FunctionNode): NodeOf<'BlockStatement'> | null {
  return body?.type === 'BlockStatement' ? (body as NodeOf<'BlockStatement'>) : null;
}

export function contains(outer: Node, inner: Node): boolean {
  for (let node: Node | null | undefined = inner; node; node = node.parent) if (node === outer) return true;
  return false;
}

/** The nearest node above that `is`. */
export function above<Found extends Node>(node: Node, is: (node: Node) => node is Found): Found | null {
  for (let at = node.parent; at; at = at.parent) if (is(at)) return at;
  return null;
}

/** What runs, without parentheses, type assertions, chains and commas around it. */
export function bare(node: Node): Node {
  for (let at = node; ; ) {
    switch (at.type) {
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
        at = at.expression;
        break;
      case 'SequenceExpression':
        at = at.expressions.at(-1) as Node;
        break;
      default:
        return at;
    }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

function firstLine(text: string): string {
  return text.split('\n')[0] as string;
}

import type { SourceFile } from '../files/source.ts';

/** What a node knows of the file that it stands in. */
export interface SyntaxFile {
  readonly source: SourceFile;
  readonly root: Syntax;
  readonly packageName: string;
  /** By the name that the file has for it: the path. */
  readonly imports: ReadonlyMap<string, string>;
  /** Where a word stands as a name. */
  mentions(name: string): readonly Syntax[];
}

const NONE: readonly Syntax[] = [];

/**
 * A node of a Go file's tree, in plain memory: what the parser holds in WebAssembly is copied once and let go. Offsets
 * are in UTF-16 code units. Parentheses, lists of statements and comments are left out.
 */
export class Syntax {
  /** Most nodes have none, and share one list. */
  children: readonly Syntax[] = NONE;
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: Syntax | null;
  readonly file: SyntaxFile;

  constructor(node: Pick<Syntax, 'type' | 'field' | 'start' | 'end' | 'parent' | 'file'>) {
    this.type = node.type;
    this.field = node.field;
    this.start = node.start;
    this.end = node.end;
    this.parent = node.parent;
    this.file = node.file;
  }

  /** For the parser, while it copies the tree. */
  add(child: Syntax): void {
    if (this.children === NONE) this.children = [child];
    else (this.children as Syntax[]).push(child);
  }

  /** Gives back the room that a list keeps to grow: a program has millions of them. */
  close(): void {
    if (this.children !== NONE) this.children = this.children.slice();
  }

  get text(): string {
    return this.file.source.text.slice(this.start, this.end);
  }

  child(field: string): Syntax | undefined {
    return this.children.find((child) => child.field === field);
  }

  childrenIn(field: string): Syntax[] {
    return this.children.filter((child) => child.field === field);
  }

  childrenOf(...types: string[]): Syntax[] {
    return this.children.filter((child) => types.includes(child.type));
  }

  is(...types: string[]): boolean {
    return types.includes(this.type);
  }

  contains(other: Syntax): boolean {
    return this.file === other.file && this.start <= other.start && other.end <= this.end;
  }

  /** The nodes around it, the nearest first. */
  *ancestors(): Generator<Syntax> {
    for (let node = this.parent; node; node = node.parent) yield node;
  }

  /** The nearest node around it of one of these types. */
  enclosing(...types: string[]): Syntax | undefined {
    for (const node of this.ancestors()) if (node.is(...types)) return node;
    return undefined;
  }

  /** It and all below it, in the order of the text. */
  *descendants(): Generator<Syntax> {
    const left: Syntax[] = [this];
    for (let node = left.pop(); node; node = left.pop()) {
      yield node;
      for (let index = node.children.length - 1; index >= 0; index -= 1) left.push(node.children[index] as Syntax);
    }
  }

  *descendantsOf(...types: string[]): Generator<Syntax> {
    for (const node of this.descendants()) if (node.is(...types)) yield node;
  }
}

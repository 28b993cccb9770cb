import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { Syntax, type SyntaxFile } from './syntax.ts';

/** Nodes that only hold others: what is in them stands in their parent, in their place. */
const WRAPPERS = new Set(['statement_list', 'literal_element', 'parenthesized_expression', 'parenthesized_type']);
/** Nobody writes code as deep as that; what is deeper is not looked into, so that no walk overflows the stack. */
const DEEPEST = 400;

export interface GoParser {
  /** The tree of a file. One with errors is a tree all the same: good files have them too. */
  parse(file: SyntaxFile): Syntax;
}

let loaded: Promise<GoParser> | undefined;

/** The one parser of the process. */
export function loadParser(): Promise<GoParser> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<GoParser> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-go/tree-sitter-go.wasm');
  const language = await Language.load(grammar);
  const parser = new Parser().setLanguage(language);
  return {
    parse(file) {
      const tree = parser.parse(file.source.text);
      if (!tree) throw new Error('the parser gave no tree');
      const cursor = tree.walk();
      try {
        return copy(cursor, language, file);
      } finally {
        cursor.delete();
        tree.delete();
      }
    },
  };
}

function copy(cursor: TreeCursor, language: Language, file: SyntaxFile): Syntax {
  const enter = (parent: Syntax | null, given: string | null): Entered => {
    const type = language.types[cursor.nodeTypeId] ?? '';
    const field = given ?? language.fields[cursor.currentFieldId] ?? null;
    if (parent && WRAPPERS.has(type)) return { node: parent, given: type === 'statement_list' ? null : field };
    const node = new Syntax({ type, field, start: cursor.startIndex, end: cursor.endIndex, parent, file });
    // Of the words and signs only operators say what the nodes beside them do not.
    if ((cursor.nodeIsNamed || field === 'operator') && type !== 'comment') parent?.add(node);
    return { node, given: null };
  };
  const root = enter(null, null);
  const path = [root];
  for (;;) {
    const top = path.at(-1) ?? root;
    if (path.length < DEEPEST && cursor.gotoFirstChild()) {
      path.push(enter(top.node, top.given));
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      leave(path);
      if (path.length === 0 || !cursor.gotoParent()) return root.node;
    }
    leave(path);
    const parent = path.at(-1) ?? root;
    path.push(enter(parent.node, parent.given));
  }
}

interface Entered {
  node: Syntax;
  /** The field of a wrapper, for what is in it. */
  given: string | null;
}

/** What a wrapper holds belongs to its parent, which is not complete yet. */
function leave(path: Entered[]): void {
  const left = path.pop();
  if (left && left.node !== path.at(-1)?.node) left.node.close();
}

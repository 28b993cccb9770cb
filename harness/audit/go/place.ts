import type { Place } from '../../record/audit.ts';
import type { Syntax, SyntaxFile } from './syntax.ts';

const lineStarts = new WeakMap<SyntaxFile, number[]>();

/** Where a node stands, for people. */
export function placeOf({ file, start, end }: Syntax): Place {
  const from = lineAndColumn(file, start);
  const to = lineAndColumn(file, end);
  return { file: file.source.name, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The text of a node on one line, cut where it is long. */
export function shortText(node: Syntax): string {
  const line = node.text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function lineAndColumn(file: SyntaxFile, offset: number): { line: number; column: number } {
  const starts = lineStarts.get(file) ?? startsOf(file);
  lineStarts.set(file, starts);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

function startsOf({ source }: SyntaxFile): number[] {
  return [0, ...[...source.text.matchAll(/\n/g)].map((match) => match.index + 1)];
}

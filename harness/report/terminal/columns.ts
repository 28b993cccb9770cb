import stringWidth from 'string-width';

/** A text at the left of its column, or at the right of it. */
export type Cell = string | { right: string };

export const GAP = '  ';

/** Lines whose columns line up by what a terminal shows of them; a row that is one text stands across the columns. */
export function alignColumns(rows: readonly (string | readonly Cell[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    if (typeof row === 'string') continue;
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(textOf(cell)));
    }
  }
  return rows.map((row) =>
    typeof row === 'string'
      ? row
      : row
          .map((cell, column) => fill(cell, widths[column] ?? 0))
          .join(GAP)
          .trimEnd(),
  );
}

export function right(text: string): Cell {
  return { right: text };
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.right;
}

function fill(cell: Cell, width: number): string {
  const text = textOf(cell);
  const space = ' '.repeat(width - stringWidth(text));
  return typeof cell === 'string' ? text + space : space + text;
}

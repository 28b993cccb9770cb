import stringWidth from 'string-width';
import { alignColumns, right as atTheRight, GAP } from './columns.ts';
import type { Look, Style } from './look.ts';
import { cutEnd, plain, wrap } from './text.ts';

/** What stands in a column, at the left or at the right of it. */
export interface Cell {
  text: string;
  isRight: boolean;
  style: Style | null;
}

/** Cells, or one text across the columns. */
export type Row = readonly Cell[] | Cell;

export function left(text: string, style: Style | null = null): Cell {
  return { text: plain(text), isRight: false, style };
}

export function right(text: string, style: Style | null = null): Cell {
  return { text: plain(text), isRight: true, style };
}

/** A name is not cut shorter than this while other columns can go to a line of their own. */
const LEAST_NAME = 16;
/** Names of today are no longer; older records have any. */
const MOST_NAME = 80;
const INDENT = '  ';

interface Shape {
  /** The column of names, which may be cut at their end; null: none. */
  names?: number | null;
  /** A column that stands in the first line of its row, whatever has to go to another one. */
  first?: number;
}

/**
 * Rows whose columns line up. Where that is too wide, names are cut; if it still is, a row takes several lines, so that
 * no column is left out and none is broken by the terminal.
 */
export function table(rows: readonly Row[], look: Look, { names = 0, first }: Shape = {}): string[] {
  const room = look.tableWidth;
  const widths = widthsOf(rows);
  const over = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - room;
  const name = names === null ? undefined : widths[names];
  const nameWidth =
    name === undefined ? 0 : Math.min(name, MOST_NAME, over > 0 ? Math.max(LEAST_NAME, name - over) : MOST_NAME);
  if (names !== null && name !== undefined) widths[names] = nameWidth;
  const shown = rows.map((row) => (isCells(row) && names !== null ? cutName(row, names, nameWidth) : row));
  const lines = linesOfColumns(widths, room, first);
  const drawn = lines.map((columns, line) => drawColumns(shown, columns, { look, indent: line > 0 ? INDENT : '' }));
  return shown.flatMap((row, index) => {
    if (!isCells(row)) return wrap(row.text, look.width).map((text) => painted(row, text, look));
    return drawn.flatMap((line, at) => (line[index] ?? []).filter((text) => at === 0 || text.trim() !== ''));
  });
}

function isCells(row: Row): row is readonly Cell[] {
  return Array.isArray(row);
}

function widthsOf(rows: readonly Row[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    if (!isCells(row)) continue;
    for (const [column, { text }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, stringWidth(text));
  }
  return widths;
}

function cutName(row: readonly Cell[], names: number, width: number): readonly Cell[] {
  return row.map((cell, column) => (column === names ? { ...cell, text: cutEnd(cell.text, width) } : cell));
}

/** Which columns stand in each line of a row. */
function linesOfColumns(widths: readonly number[], room: number, first?: number): number[][] {
  const lines: number[][] = [[]];
  const kept = first === undefined ? 0 : (widths[first] ?? 0) + GAP.length;
  const all = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (all <= room) return [[...widths.keys()]];
  let taken = 0;
  for (const [column, width] of widths.entries()) {
    if (column === first) continue;
    const line = lines.at(-1) ?? [];
    const others = lines.length === 1 ? kept : INDENT.length;
    if (line.length > 0 && taken + GAP.length + width + others > room) {
      lines.push([column]);
      taken = width;
    } else {
      line.push(column);
      taken += width + (line.length > 1 ? GAP.length : 0);
    }
  }
  if (first !== undefined) lines[0]?.push(first);
  return lines;
}

/** Of each row the lines that these columns take: one, but where a single column is wider than the terminal. */
function drawColumns(
  rows: readonly Row[],
  columns: readonly number[],
  { look, indent }: { look: Look; indent: string },
): string[][] {
  const [only, ...others] = columns;
  const room = look.tableWidth - indent.length;
  if (only !== undefined && others.length === 0 && indent !== '') {
    return rows.map((row) => {
      const cell = isCells(row) ? row[only] : undefined;
      return cell ? wrap(cell.text, room).map((text) => indent + painted(cell, text, look)) : [];
    });
  }
  const cells = rows.map((row) => (isCells(row) ? columns.flatMap((column) => row[column] ?? []) : []));
  const aligned = alignColumns(
    cells.map((row) =>
      row.map((cell) => {
        const text = painted(cell, cell.text, look);
        return cell.isRight ? atTheRight(text) : text;
      }),
    ),
  );
  return aligned.map((line) => [indent + line]);
}

function painted({ style }: Cell, text: string, { paint }: Look): string {
  return style === null || text === '' ? text : paint(style, text);
}

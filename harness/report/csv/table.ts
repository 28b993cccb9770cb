import { plain } from '../terminal/text.ts';

/** A figure is a number, what was not measured is null, and everything else a text. */
export type Cell = string | number | null;

/** A table by RFC 4180, with a heading. Figures stand bare, texts in quotes. */
export function csvTable(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [heading, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : `"${inert(plain(cell)).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes a text for a formula that begins like one, also behind quotes; OWASP ('CSV Injection') puts an
 * apostrophe before it; tabs and line ends, which do the same, are gone by then. A figure is a number of ours, and may
 * begin with a minus.
 */
function inert(text: string): string {
  return /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}

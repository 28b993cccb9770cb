import { styleText } from 'node:util';
import type { Verdict } from '../verdict.ts';

export type Style = Parameters<typeof styleText>[0];

/** What the caller knows of the terminal, whatever stream this process writes to. */
export interface TerminalSize {
  colour: boolean;
  width: number;
  /** Where a table may be wider than sentences. */
  tableWidth?: number;
}

/** As text that no terminal shows: a row of a table is one line there, to be found and cut by other programs. */
export const IN_A_FILE: TerminalSize = { colour: false, width: 100, tableWidth: Number.POSITIVE_INFINITY };

/** How to write: with or without colour, and how wide. */
export interface Look {
  paint(style: Style, text: string): string;
  width: number;
  tableWidth: number;
}

export const COLOURS = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  interrupted: 'yellow',
  open: 'yellow',
  skipped: 'dim',
} as const satisfies Record<Verdict, Style>;

export function lookOf({ colour, width, tableWidth = width }: TerminalSize): Look {
  const paint = (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  return { paint, width, tableWidth };
}

/** Each line for itself, so that no colour runs over the end of a line. */
export function paintLines(lines: readonly string[], style: Style, { paint }: Look): string {
  return lines.map((line) => paint(style, line)).join('\n');
}

import { styleText } from 'node:util';
import type { Verdict } from '../verdict.ts';

type Style = Parameters<typeof styleText>[0];

/** What the caller knows of the terminal, whatever stream this process writes to. */
export interface TerminalSize {
  colour: boolean;
  width: number;
}

/** As text that no terminal shows. */
export const IN_A_FILE: TerminalSize = { colour: false, width: 100 };

/** How to write: with or without colour, and how wide. */
export interface Look {
  paint(style: Style, text: string): string;
  width: number;
}

export const COLOURS = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  interrupted: 'yellow',
  open: 'yellow',
  skipped: 'dim',
} as const satisfies Record<Verdict, Style>;

export function lookOf({ colour, width }: TerminalSize): Look {
  return { paint: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text), width };
}

/** Each line for itself, so that no colour runs over the end of a line. */
export function paintLines(lines: readonly string[], style: Style, { paint }: Look): string {
  return lines.map((line) => paint(style, line)).join('\n');
}

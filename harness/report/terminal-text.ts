import { stripVTControlCharacters, type styleText } from 'node:util';
import type { Verdict } from './verdict.ts';

type Style = Parameters<typeof styleText>[0];

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
  skipped: 'dim',
} as const satisfies Record<Verdict, Style>;

/** One line that cannot steer the terminal, whatever a name or a message of the client holds. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
}

/** Lines of at most `width`, the second and later ones indented; a word that is longer stays whole, to be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : `  ${word}`);
  }
  return lines;
}

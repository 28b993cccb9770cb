import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { type Look, paintLines, type Style } from './look.ts';

/**
 * One line that cannot steer the terminal, whatever a name, a file or a message of the client holds: no escape codes,
 * no control characters, no line breaks, and nothing that turns the direction of writing.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim();
}

/**
 * The text, made plain, as lines of at most `width`, the second and later ones indented; a word that is longer stays
 * whole, to be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && stringWidth(line) + 1 + stringWidth(word) <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(line === undefined ? word : `  ${word}`);
  }
  return lines;
}

/** A text of any length in the width of the terminal. */
export function paragraph(text: string, style: Style | null, look: Look): string {
  const lines = wrap(text, look.width);
  return style === null ? lines.join('\n') : paintLines(lines, style, look);
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a plain text, with an ellipsis where its end is cut off. */
export function cutEnd(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (stringWidth(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

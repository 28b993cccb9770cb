import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/** Marks that turn the order of what follows them, also of what is not theirs. Letters of any script stay. */
export const BIDI_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** One line that cannot steer the terminal, whatever a name or a message of the client holds. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(BIDI_MARKS, '')
    .trim();
}

/** Lines of at most `width`, the second and later ones indented; a word that is longer stays whole, to be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && stringWidth(line) + 1 + stringWidth(word) <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(line === undefined ? word : `  ${word}`);
  }
  return lines;
}

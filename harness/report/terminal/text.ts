import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

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

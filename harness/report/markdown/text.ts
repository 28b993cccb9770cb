import { plain } from '../terminal/text.ts';

/** Breaks a word where a host would look for a link, a mention, a reference or a picture, and shows nothing. */
const NOTHING = '<!-- -->';

/** Names, sentences and code as text that is not read as markup, and stays on its line and in its cell. */
export function asText(text: string): string {
  return plain(text)
    .replaceAll(/[\\`*_[\]<>|~$&]/g, '\\$&')
    .replaceAll(/(?<=[@#])(?=\S)|(?<=:)(?=\/\/|[\w+\\-]+:)|(?<=\bwww)(?=\.)/gi, NOTHING)
    .replace(/^(?=[-+=#]+(?:\s|$))|(?<=^\d+)(?=[.)](?:\s|$))/, '\\');
}

/** A table of cells that are Markdown already. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Parts with an empty line between them; what is empty is left out. */
export function markdownOf(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

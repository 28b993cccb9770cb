import type { Problem } from './problems.ts';

/** A name stands in tables, sentences, files and addresses: a longer one would be cut in most of them. */
export const LONGEST_NAME = 80;

/** Neither control characters nor line breaks, nor what turns the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** What is wrong with the names of configurations. Saved records of longer ones can be read all the same. */
export function problemsOfNames(names: readonly string[]): Problem[] {
  return names.flatMap((name) => {
    const why = whyNoName(name);
    return why === undefined ? [] : [{ path: `configurations.${shortName(name)}`, message: why }];
  });
}

function whyNoName(name: string): string | undefined {
  const expected = `expected a name of 1 to ${LONGEST_NAME} printable characters`;
  const length = [...name].length;
  if (name.trim() === '') return `${expected}, not an empty one`;
  if (length > LONGEST_NAME) return `${expected}, not ${length.toLocaleString('en')}`;
  const [found] = UNPRINTABLE.exec(name) ?? [];
  if (found === undefined) return undefined;
  return `${expected}, and U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} is none`;
}

/** A name made of something longer, such as a command line: its beginning, without what cannot be printed. */
export function shortName(text: string): string {
  const characters = [...text.replaceAll(ALL_UNPRINTABLE, ' ').trim()];
  return characters.length <= LONGEST_NAME ? characters.join('') : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

/** Those of several things, in their order: different ones whose beginnings are alike are numbered. */
export function shortNames(texts: readonly string[]): string[] {
  const distinct = [...new Set(texts)];
  const names = distinct.map(shortName);
  return texts.map((text) => {
    const at = distinct.indexOf(text);
    const name = names[at] ?? '';
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : numbered(name, before + 1);
  });
}

function numbered(name: string, number: number): string {
  const ending = ` ${number}`;
  return [...name].slice(0, LONGEST_NAME - ending.length).join('') + ending;
}

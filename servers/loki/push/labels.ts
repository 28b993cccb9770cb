import type { Labels } from './stream.ts';

// What Go's strconv.Quote would not leave as it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const NEEDS_QUOTING = /["\\\x00-\x1f\x7f]/;

/** Labels as LogQL writes them, sorted by name: `{app="api", level="info"}`. It names a stream. */
export function labelsText(labels: Labels): string {
  const names = Object.keys(labels);
  if (names.length > 1) names.sort();
  let text = '{';
  for (const name of names) text += `${text.length > 1 ? ', ' : ''}${name}=${quote(labels[name] ?? '')}`;
  return `${text}}`;
}

function quote(text: string): string {
  return NEEDS_QUOTING.test(text) ? JSON.stringify(text) : `"${text}"`;
}

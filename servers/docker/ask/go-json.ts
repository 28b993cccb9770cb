import { unclassified } from '../reply/errors.ts';

// What Go's scanner says of the first byte that does not fit, by what V8's parser says of it.
const PLACES: readonly [RegExp, string][] = [
  [/property name/, 'looking for beginning of object key string'],
  [/':' after property name/, 'after object key'],
  [/after property value/, 'after object key:value pair'],
  [/after array element/, 'after array element'],
  [/control character/, 'in string literal'],
  [/escape/i, 'in string escape code'],
  [/after JSON/, 'after top-level value'],
  [/number|exponent|fraction/i, 'in numeric literal'],
];

/**
 * The value of a JSON text, or Go's words for what is wrong with it. `endsWith` is what Go says where the text stops
 * short: its decoder of streams and its decoder of byte slices differ.
 */
export function parseGoJson(text: string, endsWith = 'unexpected end of JSON input'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unclassified(wordsOf(text, (error as SyntaxError).message, endsWith));
  }
}

function wordsOf(text: string, message: string, endsWith: string): string {
  if (/end of JSON|Unterminated string/.test(message)) return endsWith;
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.search(/\S/));
  const character = /token '(.)'/su.exec(message)?.[1] ?? text[position];
  if (character === undefined) return endsWith;
  // V8 names a wrong first key 'property name' and a wrong value 'token'.
  const place = PLACES.find(([pattern]) => pattern.test(message))?.[1] ?? 'looking for beginning of value';
  return `invalid character ${quote(character)} ${place}`;
}

function quote(character: string): string {
  return character === "'" ? `'\\''` : `'${JSON.stringify(character).slice(1, -1).replace('\\"', '"')}'`;
}

/** The Go name of a JSON value's kind, as 'cannot unmarshal' uses it. */
export function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

import { unclassified } from '../reply/errors.ts';

const INT64 = { lowest: -(2n ** 63n), highest: 2n ** 63n - 1n };

/** A whole number as Go parses it; `parser` is the function that its error names. */
export function parseGoInt(text: string, parser: 'Atoi' | 'ParseInt'): bigint {
  const quoted = JSON.stringify(text);
  if (!/^[+-]?\d+$/.test(text)) throw unclassified(`strconv.${parser}: parsing ${quoted}: invalid syntax`);
  const value = BigInt(text.replace('+', ''));
  if (value < INT64.lowest || value > INT64.highest) {
    throw unclassified(`strconv.${parser}: parsing ${quoted}: value out of range`);
  }
  return value;
}

/** Unix seconds with an optional fraction, in nanoseconds; undefined where nothing was asked. */
export function askTimeNs(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  const [seconds = '', fraction] = text.split('.', 2);
  const wholeNs = parseGoInt(seconds, 'ParseInt') * 1_000_000_000n;
  if (fraction === undefined) return wholeNs;
  parseGoInt(fraction, 'ParseInt');
  return wholeNs + BigInt(fraction.replace(/^[+-]/, '').padEnd(9, '0').slice(0, 9));
}

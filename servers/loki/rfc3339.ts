import { Refusal } from './answer.ts';
import type { Nanoseconds } from './nanoseconds.ts';

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/;
// The farthest that a Date goes; Go's times go farther, but both are far from now.
const MAX_DATE_MS = 8.64e15;
const NS_PER_S = 1_000_000_000n;

/** Nanoseconds of a time such as `2026-01-02T03:04:05.000000006Z`; undefined where it is none. */
export function parseRfc3339Ns(text: string): bigint | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, seconds, fraction = '', zone] = match;
  const ms = Date.parse(`${seconds}${zone}`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

export function rfc3339Ns(text: string): bigint {
  const ns = parseRfc3339Ns(text);
  if (ns === undefined) {
    const quoted = JSON.stringify(text);
    throw new Refusal(400, `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`);
  }
  return ns;
}

/** The time of this many nanoseconds with all its digits that matter. */
export function formatRfc3339Ns(ns: Nanoseconds): string {
  const fractionNs = ((BigInt(ns) % NS_PER_S) + NS_PER_S) % NS_PER_S;
  const fraction = String(fractionNs).padStart(9, '0').replace(/0+$/, '');
  return formatRfc3339S(ns).replace('Z', fraction ? `.${fraction}Z` : 'Z');
}

/** The same without the fraction of a second. */
export function formatRfc3339S(ns: Nanoseconds): string {
  const ms = Math.min(MAX_DATE_MS, Math.max(-MAX_DATE_MS, Number(ns) / 1e6));
  return new Date(Math.floor(ms / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
}

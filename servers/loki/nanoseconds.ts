/** Nanoseconds since 1970 in decimal digits without zeros in front: exact, and compared without making a number of them. */
export type Nanoseconds = string;

/** What an int64 holds, which is what Go keeps a time in. */
export const OLDEST_NS: Nanoseconds = '-9223372036854775808';
export const NEWEST_NS: Nanoseconds = '9223372036854775807';

const INT64_MS = 9_223_372_036_854;
// The farthest that a Date goes; Go's times go farther, but both are far from now.
const MAX_DATE_MS = 8.64e15;

export function msToNs(ms: number): Nanoseconds {
  const whole = Math.trunc(Math.min(INT64_MS, Math.max(-INT64_MS, ms)));
  return whole === 0 ? '0' : `${whole}000000`;
}

/** Below 0 where `a` is before `b`. The times of one push have the same length, which is the quick way through. */
export function compareNs(a: Nanoseconds, b: Nanoseconds): number {
  const isSigned = a.charCodeAt(0) === MINUS;
  if (a.length === b.length && !isSigned) return a < b ? -1 : a === b ? 0 : 1;
  if (isSigned || b.charCodeAt(0) === MINUS) return Math.sign(Number(BigInt(a) - BigInt(b)));
  return a.length - b.length;
}

/** RFC 3339 in seconds, as Go prints the times of errors. */
export function rfc3339Seconds(ns: Nanoseconds): string {
  const ms = Math.min(MAX_DATE_MS, Math.max(-MAX_DATE_MS, Number(ns) / 1e6));
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

const MINUS = 45;

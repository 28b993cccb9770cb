// The world's time is Unix nanoseconds in a bigint: log lines, events and JSON times have that precision.

const startedAtNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();

/** Never runs backwards, whatever is done to the wall clock. */
export function nowNs(): bigint {
  return startedAtNs + process.hrtime.bigint();
}

export const NS_PER_SECOND = 1_000_000_000n;

export function toSeconds(ns: bigint): number {
  return Number(ns / NS_PER_SECOND);
}

const ZERO_TIME = '0001-01-01T00:00:00Z';

/** A time in JSON: as many digits as it needs; null is Go's zero time. */
export function toRfc3339(ns: bigint | null): string {
  if (ns === null) return ZERO_TIME;
  const fraction = nanosecondsOf(ns).replace(/0+$/, '');
  return `${isoSeconds(ns)}${fraction ? `.${fraction}` : ''}Z`;
}

/** The stamp of a log line: always nine digits. */
export function toLogStamp(ns: bigint): string {
  return `${isoSeconds(ns)}.${nanosecondsOf(ns)}Z`;
}

function nanosecondsOf(ns: bigint): string {
  return (ns % NS_PER_SECOND).toString().padStart(9, '0');
}

function isoSeconds(ns: bigint): string {
  return new Date(toSeconds(ns) * 1_000).toISOString().slice(0, 19);
}

// go-units' HumanDuration, from the smallest unit up: below this many seconds, in that unit.
const HUMAN: readonly { belowSeconds: number; say: (seconds: number) => string }[] = [
  { belowSeconds: 1, say: () => 'Less than a second' },
  { belowSeconds: 2, say: () => '1 second' },
  { belowSeconds: 60, say: (seconds) => `${Math.floor(seconds)} seconds` },
  { belowSeconds: 120, say: () => 'About a minute' },
  { belowSeconds: 3_600, say: (seconds) => `${Math.floor(seconds / 60)} minutes` },
  { belowSeconds: 1.5 * 3_600, say: () => 'About an hour' },
  { belowSeconds: 47.5 * 3_600, say: (seconds) => `${hours(seconds)} hours` },
  { belowSeconds: (24 * 14 - 0.5) * 3_600, say: (seconds) => `${Math.floor(hours(seconds) / 24)} days` },
  { belowSeconds: Number.POSITIVE_INFINITY, say: (seconds) => `${Math.floor(hours(seconds) / 24 / 7)} weeks` },
];

function hours(seconds: number): number {
  return Math.floor(seconds / 3_600 + 0.5);
}

/** How long that is, for people: 'About a minute', '3 hours'. */
export function toHuman(durationNs: bigint): string {
  const seconds = Number(durationNs) / 1e9;
  return HUMAN.find(({ belowSeconds }) => seconds < belowSeconds)?.say(seconds) ?? '';
}

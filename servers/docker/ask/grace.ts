import { parseGoInt } from './numbers.ts';

// dockerd's patience where a stop does not say.
const DEFAULT_GRACE_SECONDS = 10;

// The longest that a timer of Node can wait.
const FOREVER_MS = 2 ** 31 - 1;

/** `t` in seconds: how long a container may take to end by itself; negative: as long as it likes. */
export function askGraceMs(query: URLSearchParams): number {
  const seconds = query.get('t') ? Number(parseGoInt(query.get('t') ?? '', 'Atoi')) : DEFAULT_GRACE_SECONDS;
  return seconds < 0 ? FOREVER_MS : Math.min(FOREVER_MS, seconds * 1_000);
}

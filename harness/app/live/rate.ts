import type { Clock } from '../../core/clock.ts';

/** How fast a count rises, from one time that it is told to the next; null the first time. */
export function rateOf(clock: Clock): (count: number) => number | null {
  let before: { count: number; atMs: number } | null = null;
  return (count) => {
    const now = { count, atMs: clock.nowMs() };
    const perSecond =
      before && now.atMs > before.atMs ? ((count - before.count) / (now.atMs - before.atMs)) * 1_000 : null;
    before = now;
    return perSecond;
  };
}

/** Whole seconds since now. */
export function secondsSince(clock: Clock): () => number {
  const startedMs = clock.nowMs();
  return () => Math.round((clock.nowMs() - startedMs) / 1_000);
}

import type { Load } from '../scenario/types.ts';

/** Whether another request may start, given how long the load has run and how many have started: arithmetic, no clock. */
export type MayStart = (elapsedMs: number, started: number) => boolean;

/** Until a number of requests or a time is reached, whichever comes first. */
export function boundedBy({ requests, durationMs }: Pick<Load, 'requests' | 'durationMs'>): MayStart {
  return (elapsedMs, started) =>
    (requests === null || started < requests) && (durationMs === null || elapsedMs < durationMs);
}

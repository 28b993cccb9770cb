import { compareNs, type Nanoseconds } from '../nanoseconds.ts';

/** A time that is asked for; the end does not belong to it. */
export interface Range {
  startNs: Nanoseconds;
  endNs: Nanoseconds;
}

export function includes({ startNs, endNs }: Range, timestampNs: Nanoseconds): boolean {
  return compareNs(timestampNs, startNs) >= 0 && compareNs(timestampNs, endNs) < 0;
}

/** Whether lines of between `oldestNs` and `newestNs` may be in the range. */
export function overlaps(lines: { oldestNs: Nanoseconds; newestNs: Nanoseconds }, { startNs, endNs }: Range): boolean {
  return compareNs(lines.newestNs, startNs) >= 0 && compareNs(lines.oldestNs, endNs) < 0;
}

export function lengthMs({ startNs, endNs }: Range): number {
  return Number(BigInt(endNs) - BigInt(startNs)) / 1e6;
}

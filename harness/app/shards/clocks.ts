import { formatDurationMs } from '../../core/units.ts';
import type { Blob } from '../../record/blob/schema.ts';

/** Clocks that are kept by NTP differ by milliseconds; those of two containers of a busy machine never by so much. */
const OFF_MS = 60_000;

/**
 * Clocks that cannot be right. No figure hangs on them, because each case is timed by a clock that nobody sets: only
 * when the run began and ended is in doubt.
 */
export function clockRemarks(blobs: readonly Blob[], now: Date): string[] {
  return blobs.flatMap(({ index, startedAt, finishedAt, elapsedMs, clock }) => {
    const wallAheadMs = clock?.wallAheadMs ?? 0;
    if (Math.abs(wallAheadMs) > OFF_MS) {
      const by = `${formatDurationMs(Math.abs(wallAheadMs))} ${wallAheadMs > 0 ? 'ahead' : 'behind'}`;
      return [`The clock of shard ${index} is wrong: it is ${by} of the coordinator's.`];
    }
    const aheadMs = Date.parse(finishedAt) - now.getTime();
    if (aheadMs > OFF_MS) {
      const by = formatDurationMs(aheadMs);
      return [`The clock of shard ${index} is wrong: it ended at ${finishedAt}, which is ${by} from now.`];
    }
    const jumpMs = Math.abs(Date.parse(finishedAt) - Date.parse(startedAt) - elapsedMs);
    if (jumpMs > OFF_MS) {
      return [`The clock of shard ${index} was set by ${formatDurationMs(jumpMs)} while it ran, to ${finishedAt}.`];
    }
    return [];
  });
}

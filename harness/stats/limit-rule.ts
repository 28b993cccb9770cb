import { LIMIT } from '../core/bounds/limit.ts';
import type { LimitFigures } from '../record/limit-figures.ts';

// A healthy client may show one connection more for a moment, because the server sees the next connect before the
// previous close. More than one, or one that lasts, is no coincidence of two events.

/**
 * By what a limit was broken, by busy connections or by open ones; null where it was held. One rule for runs and for
 * comparisons.
 */
export function breaksLimit(seen: LimitFigures): 'busy' | 'open' | null {
  if (isBrokenByBusy(seen)) return 'busy';
  return isBrokenByOpen(seen) ? 'open' : null;
}

function isBrokenByBusy({ limit, activePeak, activeOverMs }: LimitFigures): boolean {
  return activePeak > limit + 1 || (activePeak > limit && activeOverMs >= LIMIT.momentMs.is);
}

function isBrokenByOpen({ limit, openPeak, openOverMs, openOverShare }: LimitFigures): boolean {
  if (openPeak <= limit) return false;
  return openOverMs >= LIMIT.overshootLastsMs.is || (openPeak > limit + 1 && openOverShare >= LIMIT.overshootShare.is);
}

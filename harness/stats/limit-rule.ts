import { LIMIT } from '../core/bounds/limit.ts';
import type { LimitFigures } from '../record/limit-figures.ts';

// A healthy client may show one connection more for a moment, because the server sees the next connect before the
// previous close. More than one, or one that lasts, is no coincidence of two events. Of several clients each may show
// one.

/**
 * By what a limit was broken, by busy connections or by open ones; null where it was held. One rule for runs and for
 * comparisons; `clients` of one server have the limit together.
 */
export function breaksLimit(seen: LimitFigures, clients = 1): 'busy' | 'open' | null {
  if (isBrokenByBusy(seen, clients)) return 'busy';
  return isBrokenByOpen(seen, clients) ? 'open' : null;
}

function isBrokenByBusy({ limit, activePeak, activeOverMs }: LimitFigures, clients: number): boolean {
  return activePeak > limit + clients || (activePeak > limit && activeOverMs >= LIMIT.momentMs.is);
}

function isBrokenByOpen({ limit, openPeak, openOverMs, openOverShare }: LimitFigures, clients: number): boolean {
  if (openPeak <= limit) return false;
  return (
    openOverMs >= LIMIT.overshootLastsMs.is || (openPeak > limit + clients && openOverShare >= LIMIT.overshootShare.is)
  );
}

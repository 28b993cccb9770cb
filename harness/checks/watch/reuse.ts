import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { MeasuredWatch } from '../../record/watch.ts';
import { verdict } from '../check.ts';
import { isOwn, lastOf, lineOf, meanOf, mostOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const BOUNDS = WATCH_CONNECTIONS;

/**
 * Are connections used again? The kernel counts no requests, but whoever opens many a second and keeps each for less
 * than a second has no use for them again; where the client closes first, TIME_WAIT piles up.
 */
export const reuse: WatchCheck = (measured) => {
  const { durationMs } = measured;
  if (!lineOf(measured, 'held')) return verdict('reuse', 'inconclusive', 'The kernel shows no table of connections.');
  const seen = turnoverOf(measured, lastOf(lineOf(measured, 'opened')));
  const withBrief = turnoverOf(measured, seen.opened + lastOf(lineOf(measured, 'brief')));
  const timeWait = lineOf(measured, 'state.time-wait');
  const details = { ...withBrief, timeWait: lastOf(timeWait), mostTimeWait: mostOf(timeWait) };
  if (!isBrief(withBrief)) {
    const pile = timeWait ? `; at most ${formatCount(details.mostTimeWait, 'connection')} in TIME_WAIT` : '';
    return verdict('reuse', 'pass', `${turnoverText(withBrief, durationMs)}${pile}.`, details);
  }
  if (durationMs < BOUNDS.minRateMs.is) {
    return verdict('reuse', 'inconclusive', `${turnoverText(withBrief, durationMs)}: too short to tell.`, details);
  }
  const summary = `${turnoverText(withBrief, durationMs)}${pileText(details)}: they are not used again.`;
  if (isOwn(measured) && (isBrief(seen) || isTheirs(measured))) return verdict('reuse', 'fail', summary, details);
  const whose = 'Other processes connect there too, and whose these were is not known.';
  return verdict('reuse', 'inconclusive', `${summary} ${whose}`, details);
};

interface TurnoverFigures {
  opened: number;
  openedPerSecond: number;
  /** How long one is there on average, by Little's law; null where none was opened. */
  meanLifeMs: number | null;
}

function turnoverOf(measured: MeasuredWatch, opened: number): TurnoverFigures {
  const { durationMs } = measured;
  const heldMs = meanOf(lineOf(measured, 'held'), durationMs) * durationMs;
  return {
    opened,
    openedPerSecond: durationMs > 0 ? opened / (durationMs / 1_000) : 0,
    meanLifeMs: opened > 0 ? heldMs / opened : null,
  };
}

function isBrief({ opened, openedPerSecond, meanLifeMs }: TurnoverFigures): boolean {
  if (opened < BOUNDS.minOpened.is || openedPerSecond < BOUNDS.minOpenedPerSecond.is) return false;
  return meanLifeMs !== null && meanLifeMs < BOUNDS.briefMs.is;
}

/** Of those that were caught alive at least as many were theirs as somebody else's: so were the others, by and large. */
function isTheirs(measured: MeasuredWatch): boolean {
  const opened = lastOf(lineOf(measured, 'opened'));
  return opened > 0 && opened >= lastOf(lineOf(measured, 'ofOthers'));
}

function turnoverText({ opened, openedPerSecond, meanLifeMs }: TurnoverFigures, durationMs: number): string {
  if (meanLifeMs === null) return `None was opened in ${formatDurationMs(durationMs)}`;
  const rate = openedPerSecond.toLocaleString('en', { maximumSignificantDigits: 2 });
  return `${formatCount(opened, 'connection')} opened in ${formatDurationMs(durationMs)}, ${rate} a second, each there for about ${lifeText(meanLifeMs)}`;
}

/** Too short to be met by a look. */
function lifeText(meanLifeMs: number): string {
  return meanLifeMs < 1 ? 'less than 1 ms' : formatDurationMs(meanLifeMs);
}

function pileText({ timeWait, mostTimeWait }: { timeWait: number; mostTimeWait: number }): string {
  return mostTimeWait > 0 ? `, and ${timeWait.toLocaleString('en')} are in TIME_WAIT` : '';
}

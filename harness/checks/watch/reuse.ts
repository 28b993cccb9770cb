import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { MeasuredWatch } from '../../record/watch.ts';
import { verdict } from '../check.ts';
import { isOwn, lastOf, lineOf, meanOf, mostOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const BOUNDS = WATCH_CONNECTIONS;

/**
 * Are connections used again? The kernel counts no requests, but a process that opens many a second and keeps each for
 * less than a second has no use for them again; where the client closes first, TIME_WAIT piles up.
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
  const told = `${turnoverText(withBrief, durationMs)}${pileText(details)}`;
  if (timeWait && !areByClient(withBrief, details.mostTimeWait)) {
    return verdict('reuse', 'inconclusive', `${told}. ${BY_SERVER}`, details);
  }
  const summary = `${told}: they are not used again.`;
  if (isOwn(measured) && (isBrief(seen) || isTheirs(measured))) return verdict('reuse', 'fail', summary, details);
  return verdict('reuse', 'inconclusive', `${summary} ${whoseText(measured)}`, details);
};

const BY_SERVER =
  'Few of them are left in TIME_WAIT: the server closes them first, by its own rule or because the client asks for it, or they are reset. Whose fault it is that they are not used again is not known.';

/** A Unix socket does not tell. */
function areByClient({ opened, openedPerSecond }: TurnoverFigures, mostTimeWait: number): boolean {
  const inTime = Math.min(opened, (openedPerSecond * BOUNDS.timeWaitMs.is) / 1_000);
  return mostTimeWait >= BOUNDS.byClientShare.is * inTime;
}

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

/** The kernel tells of what is over that it was there, and not whose it was: some have to be met while they last. */
function isTheirs(measured: MeasuredWatch): boolean {
  return lastOf(lineOf(measured, 'metOnce')) >= BOUNDS.minMetOnce.is;
}

function whoseText(measured: MeasuredWatch): string {
  if (!isOwn(measured)) return 'They are those of all clients.';
  const met = lastOf(lineOf(measured, 'metOnce'));
  return `${met === 0 ? 'None' : met} of them was met while it lasted: they may be other processes'.`;
}

function turnoverText({ opened, openedPerSecond, meanLifeMs }: TurnoverFigures, durationMs: number): string {
  if (meanLifeMs === null) return `None was opened in ${formatDurationMs(durationMs)}`;
  const rate = openedPerSecond.toLocaleString('en', { maximumSignificantDigits: 2 });
  return `${formatCount(opened, 'connection')} opened in ${formatDurationMs(durationMs)}, ${rate} a second, each ${lifeText(meanLifeMs)}`;
}

function lifeText(meanLifeMs: number): string {
  return meanLifeMs < 1 ? 'too brief to be met by a look' : `there for about ${formatDurationMs(meanLifeMs)}`;
}

function pileText({ timeWait, mostTimeWait }: { timeWait: number; mostTimeWait: number }): string {
  return mostTimeWait > 0 ? `, and ${timeWait.toLocaleString('en')} are in TIME_WAIT` : '';
}

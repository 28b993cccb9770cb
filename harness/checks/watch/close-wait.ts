import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { verdict } from '../check.ts';
import { lastOf, lineOf, mostOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const NAME = 'close-wait';
const STAYS = formatDurationMs(WATCH_CONNECTIONS.closeWaitStaysMs.is);

/** Are there connections that the server has closed, and the client keeps? Requests do not fail by them. */
export const closeWait: WatchCheck = (measured) => {
  const [now, staying] = [lineOf(measured, 'state.close-wait'), lineOf(measured, 'closeWaitStaying')];
  if (!now || !staying) return verdict(NAME, 'skipped', 'This kind of socket shows no CLOSE_WAIT.');
  const figures = { most: mostOf(now), left: lastOf(now), staying: lastOf(staying), mostStaying: mostOf(staying) };
  const kept = `${formatCount(figures.staying, 'connection')} that the server has closed ${figures.staying === 1 ? 'is' : 'are'} kept in CLOSE_WAIT for ${STAYS} or longer`;
  if (figures.staying > figures.mostStaying * WATCH_CONNECTIONS.closeWaitGoing.is) {
    return verdict(NAME, 'fail', `${kept}: the client does not close its end.`, figures);
  }
  if (figures.staying > 0) {
    return verdict(NAME, 'pass', `${kept}, and they go: there were ${figures.mostStaying}.`, figures);
  }
  if (figures.left > 0 && measured.durationMs < WATCH_CONNECTIONS.closeWaitStaysMs.is) {
    const summary = `${formatCount(figures.left, 'connection')} in CLOSE_WAIT after ${formatDurationMs(measured.durationMs)}, too short to tell whether they stay.`;
    return verdict(NAME, 'inconclusive', summary, figures);
  }
  const went = figures.mostStaying > 0 ? `; ${figures.mostStaying} stayed for ${STAYS} or longer and went` : '';
  return verdict(NAME, 'pass', `None is in CLOSE_WAIT for ${STAYS} or longer${went}.`, figures);
};

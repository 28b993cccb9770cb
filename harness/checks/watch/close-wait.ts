import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { Series } from '../../record/schema.ts';
import type { MeasuredWatch } from '../../record/watch.ts';
import { floorsOf, judgeRise, LEAST_WATCH_MS } from '../../stats/rising-floor.ts';
import { verdict } from '../check.ts';
import { lastOf, lineOf, mostOf, processesOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const NAME = 'close-wait';
const STAYS = formatDurationMs(WATCH_CONNECTIONS.closeWaitStaysMs.is);

/**
 * Are there connections that the server has closed, and the client keeps? Requests do not fail by them. A client on an
 * event loop closes its end at once; a blocking one (urllib3, Apache HttpClient) when it takes the connection from its
 * pool again, so that it may keep as many as its pool holds.
 */
export const closeWait: WatchCheck = (measured) => {
  const [now, staying] = [lineOf(measured, 'state.close-wait'), lineOf(measured, 'closeWaitStaying')];
  if (!now || !staying) return verdict(NAME, 'skipped', 'This kind of socket shows no CLOSE_WAIT.');
  const figures = { most: mostOf(now), left: lastOf(now), staying: lastOf(staying), mostStaying: mostOf(staying) };
  const kept = `${formatCount(figures.staying, 'connection')} that the server has closed ${figures.staying === 1 ? 'is' : 'are'} kept in CLOSE_WAIT for ${STAYS} or longer`;
  if (figures.staying > figures.mostStaying * WATCH_CONNECTIONS.closeWaitGoing.is) {
    const proof = beyondLimit(measured, figures.staying) ?? moreAndMore(measured, staying);
    if (proof) return verdict(NAME, 'fail', `${kept}, ${proof}: the client does not close its end.`, figures);
    const summary = `${kept}: so does a client that hears of it only when it uses them next; a leak makes more and more of them. Watch it for longer${measured.asked.limit === null ? ', or say its --limit' : ''}.`;
    return verdict(NAME, 'inconclusive', summary, figures);
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

/** A blocking client whose load falls leaves the connections of its pool there one by one, up to its limit. */
function moreAndMore({ durationMs, asked }: MeasuredWatch, staying: Series): string | undefined {
  if (asked.limit !== null) return undefined;
  const floors = durationMs >= LEAST_WATCH_MS ? floorsOf(staying, durationMs) : null;
  return floors && judgeRise(floors).isRising ? 'and they become more' : undefined;
}

function beyondLimit(measured: MeasuredWatch, staying: number): string | undefined {
  const { limit } = measured.asked;
  if (limit === null || staying <= limit * processesOf(measured)) return undefined;
  return `where the limit is ${limit}`;
}

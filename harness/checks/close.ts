import { formatCount, formatDurationMs } from '../core/units.ts';
import { manyOf, restAt } from '../record/rest.ts';
import { isWithin } from './allowed.ts';
import { type CheckFunction, verdict } from './check.ts';
import { allowanceOf, leftoversOf } from './leftovers.ts';

/** Does `close()` settle in time, and is nothing of the client left after it? */
export const close: CheckFunction = (measured) => {
  const { close: outcome } = measured.evidence;
  const rest = restAt(measured.evidence, 'close');
  if (!outcome) return verdict('close', 'inconclusive', 'close() was not reached.');
  const details = { ...outcome, rest };
  if (outcome.outcome === 'threw') return verdict('close', 'fail', `close() threw: ${outcome.message}.`, details);
  if (outcome.outcome === 'hung') {
    return verdict('close', 'fail', `close() had not settled after ${formatDurationMs(outcome.tookMs)}.`, details);
  }
  if (!rest) return verdict('close', 'inconclusive', 'The subject did not live to see what close() left.', details);
  if (rest.serverOpen > 0) {
    return verdict('close', 'fail', `${formatCount(rest.serverOpen, 'connection')} still open after close().`, details);
  }
  if (rest.sockets !== null && rest.sockets > 0) {
    return verdict(
      'close',
      'fail',
      `${formatCount(rest.sockets, 'socket')} over the baseline left after close().`,
      details,
    );
  }
  const many = manyOf(rest);
  const leak = leftoversOf(measured).find((leftover) => {
    const count = many[leftover.kind];
    return leftover.grows && count !== undefined && !isWithin(count, allowanceOf(measured, leftover));
  });
  if (leak) {
    const summary = `${many[leak.kind]} ${leak.kind} are left after close(), and they grow with the requests.`;
    return verdict('close', 'fail', summary, details);
  }
  const told = Object.entries(many).map(([kind, count]) => ` Still there: ${count} ${kind}.`);
  const summary = `close() took ${formatDurationMs(outcome.tookMs)} and left no connection.${told.join('')}`;
  return verdict('close', 'pass', summary, details);
};

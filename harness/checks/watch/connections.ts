import { formatCount, formatDurationMs } from '../../core/units.ts';
import { verdict } from '../check.ts';
import { isOwn, lastOf, lineOf, mostOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

/** Was there anything to be seen? A watch of nothing proves nothing. */
export const connections: WatchCheck = (measured) => {
  const { durationMs, asked } = measured;
  const [held, opened, brief] = [lineOf(measured, 'held'), lineOf(measured, 'opened'), lineOf(measured, 'brief')];
  if (!held) return verdict('connections', 'inconclusive', 'The kernel shows no table of connections.');
  const most = mostOf(lineOf(measured, 'mostEstablished'));
  const details = { most: mostOf(held), left: lastOf(held), opened: lastOf(opened), brief: lastOf(brief) };
  if (details.most === 0 && details.opened === 0 && details.brief === 0) {
    const others = lastOf(lineOf(measured, 'unowned'));
    const instead =
      others > 0
        ? `; ${formatCount(others, 'connection')} that went there ${others === 1 ? 'was' : 'were'} not theirs`
        : '';
    const summary = `No connection of these processes to ${asked.to} was seen in ${formatDurationMs(durationMs)}${instead}: is that the address that they connect to?`;
    return verdict('connections', 'inconclusive', summary, details);
  }
  const tooBrief =
    details.brief > 0 ? `, and ${formatCount(details.brief, 'connection')} came and went between two looks` : '';
  const whose = isOwn(measured) ? '' : ' of all clients';
  const summary = `At most ${formatCount(details.most, 'connection')}${whose} to ${asked.to} at once, ${details.left.toLocaleString('en')} at the end; ${details.opened.toLocaleString('en')} opened and ${lastOf(lineOf(measured, 'closed')).toLocaleString('en')} closed in ${formatDurationMs(durationMs)}${tooBrief}.`;
  return verdict('connections', 'pass', summary, { ...details, mostEstablishedOfOne: most });
};

import { isCalled } from '../../core/drives.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { MeasuredComparison, Window } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { partsOf } from '../parts.ts';
import { P99_LEAST_REQUESTS } from '../windows.ts';
import { type Shares, validityCheck } from './validity-check.ts';

/** Of the same work, who fails more of it? The twin's failures are the reference's: they are the same client. */
export function errors(measured: MeasuredComparison): Check {
  const { rounds, reference, twin } = measured;
  if (rounds.length === 0) return validityCheck('errors', 'skipped', 'No round was completed.');
  const failed: Shares = {};
  const asked: Shares = {};
  for (const { played, window, requests } of windowsOf(measured)) {
    const { metrics, fellDuring } = window;
    const name = played === twin ? reference : played;
    const count = (metrics.errors ?? 0) + (metrics.neverAnswered ?? 0) + (fellDuring === null ? 0 : 1);
    if (count > 0) failed[name] = (failed[name] ?? 0) + count;
    asked[name] = (asked[name] ?? 0) + (requests ?? (metrics.requests ?? 0) + count);
  }
  const told = Object.entries(failed).map(([name, count]) => {
    const of = asked[name] ?? 0;
    return `${name} ${count.toLocaleString('en')} of ${of.toLocaleString('en')} (${formatShare(count / Math.max(count, of))})`;
  });
  return told.length === 0
    ? validityCheck('errors', 'pass', 'No request failed.')
    : validityCheck('errors', 'fail', `Requests failed or were never answered: ${told.join(', ')}.`, failed);
}

/** Did every window complete it? A client that sheds load looks fast. */
export function work(measured: MeasuredComparison): Check {
  const called = new Set(measured.configurations.filter(({ drive }) => isCalled(drive)).map(({ name }) => name));
  if (called.has(measured.reference)) called.add(measured.twin);
  if (called.size === 0) return uncalledWork(measured);
  const windows = windowsOf(measured).filter(({ played }) => called.has(played));
  const short = windows.filter(({ window, requests }) => window.metrics.requests !== requests).length;
  const asked = windows.map(({ requests }) => requests ?? 0);
  const [least, most] = [Math.min(...asked), Math.max(...asked)];
  const details = { requests: least === most ? least : null, windows: windows.length, short };
  if (windows.length === 0) return validityCheck('work', 'skipped', 'No round was completed.', details);
  if (short > 0) {
    const some = formatCount(short, 'window');
    return validityCheck('work', 'fail', `${some} did not complete the work; their latencies are left out.`, details);
  }
  const each =
    least === most
      ? formatCount(least, 'request')
      : `${least.toLocaleString('en')} to ${formatCount(most, 'request')}, on each shard as many as every other one of it`;
  const tail = least < P99_LEAST_REQUESTS ? ', too few for a p99, which is left out' : '';
  return validityCheck('work', 'pass', `Every window answered ${each}${tail}.`, details);
}

/** Every window with whose it was and how many requests it was given. */
function windowsOf(measured: MeasuredComparison): { played: string; window: Window; requests: number | null }[] {
  return partsOf(measured).flatMap(({ rounds, requests }) =>
    rounds.flatMap((round) => Object.entries(round).map(([played, window]) => ({ played, window, requests }))),
  );
}

/** By so much lines may differ between windows of the same time: they are written in pieces. */
const FEWER_LINES = 0.05;

/** Programs that nobody calls have equal times in place of equal work; one that is fed may hold its lines up. */
function uncalledWork({ rounds, load, twin, reference }: MeasuredComparison): Check {
  if (rounds.length === 0) return validityCheck('work', 'skipped', 'No round was completed.');
  const lasted = `Every window lasted ${formatDurationMs(load.durationMs ?? 0)}`;
  const counted = 'requests, and CPU per request, are counted at the target';
  const lines = rounds
    .flatMap((round) => Object.entries(round))
    .flatMap(([name, window]) =>
      window.lines === null ? [] : [{ name: name === twin ? reference : name, lines: window.lines }],
    );
  const most = Math.max(0, ...lines.map((one) => one.lines));
  const short = lines.filter((one) => one.lines < (1 - FEWER_LINES) * most);
  const windows = rounds.reduce((sum, round) => sum + Object.keys(round).length, 0);
  const details = { windows, short: short.length, lines: most };
  if (short.length > 0) {
    const least = Math.min(...short.map((one) => one.lines)).toLocaleString('en');
    const names = [...new Set(short.map(({ name }) => name))].join(', ');
    const summary = `${lasted}, and ${names} held the feed up in ${formatCount(short.length, 'of them', 'of them')}: as few as ${least} of ${formatCount(most, 'line')}; ${counted}.`;
    return validityCheck('work', 'inconclusive', summary, details);
  }
  const took = lines.length === 0 ? '' : ` and took ${formatCount(most, 'line')}, at our pace`;
  return validityCheck('work', 'pass', `${lasted}${took}; nobody calls these programs: ${counted}.`, details);
}

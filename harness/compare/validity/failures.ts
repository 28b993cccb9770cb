import { formatCount, formatShare } from '../../core/units.ts';
import type { MeasuredComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { P99_LEAST_REQUESTS } from '../windows.ts';
import { type Shares, validityCheck } from './validity-check.ts';

/** Of the same work, who fails more of it? The twin's failures are the reference's: they are the same client. */
export function errors({ rounds, load, reference, twin }: MeasuredComparison): Check {
  if (rounds.length === 0) return validityCheck('errors', 'skipped', 'No round was completed.');
  const failed: Shares = {};
  const asked: Shares = {};
  for (const [played, { metrics, fellDuring }] of rounds.flatMap((round) => Object.entries(round))) {
    const name = played === twin ? reference : played;
    const count = (metrics.errors ?? 0) + (metrics.neverAnswered ?? 0) + (fellDuring === null ? 0 : 1);
    if (count > 0) failed[name] = (failed[name] ?? 0) + count;
    asked[name] = (asked[name] ?? 0) + (load.requests ?? (metrics.requests ?? 0) + count);
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
export function work({ rounds, load }: MeasuredComparison): Check {
  const { requests } = load;
  const windows = rounds.flatMap((round) => Object.values(round));
  const short = windows.filter(({ metrics }) => metrics.requests !== requests).length;
  const details = { requests, windows: windows.length, short };
  if (windows.length === 0) return validityCheck('work', 'skipped', 'No round was completed.', details);
  if (short > 0) {
    const some = formatCount(short, 'window');
    return validityCheck('work', 'fail', `${some} did not complete the work; their latencies are left out.`, details);
  }
  const tail = (requests ?? 0) < P99_LEAST_REQUESTS ? ', too few for a p99, which is left out' : '';
  return validityCheck(
    'work',
    'pass',
    `Every window answered ${formatCount(requests ?? 0, 'request')}${tail}.`,
    details,
  );
}

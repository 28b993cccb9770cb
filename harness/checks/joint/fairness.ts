import { median } from 'simple-statistics';
import { FAIRNESS } from '../../core/bounds/fairness.ts';
import { formatCount, formatShare } from '../../core/units.ts';
import type { ClientShare } from '../../record/evidence/clients.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type CheckFunction, verdict } from '../check.ts';

/** Had every client of the server its share of it? Judged on the requests a second that each was answered. */
export const fairness: CheckFunction = ({ evidence: { shares = [] } }: MeasuredCase) => {
  const silent = shares.filter(({ elapsedMs }) => elapsedMs === 0);
  if (silent.length > 0) {
    const summary = `The load of ${formatCount(silent.length, 'client')} did not come to its end.`;
    return verdict('fairness', 'inconclusive', summary, { shares });
  }
  const rates = shares.map(rateOf);
  const usual = median(rates);
  const least = Math.min(...rates);
  const client = shares[rates.indexOf(least)]?.client;
  const share = usual > 0 ? least / usual : 1;
  const figures = `client ${client} was answered ${least.toFixed(1)} requests a second, which is ${formatShare(share)} of the median ${usual.toFixed(1)}`;
  if (share < FAIRNESS.leastShare.is) return verdict('fairness', 'fail', `Starved: ${figures}.`, { share, shares });
  return verdict('fairness', 'pass', `Every client had its share: ${figures}.`, { share, shares });
};

function rateOf({ answered, elapsedMs }: ClientShare): number {
  return answered / (elapsedMs / 1_000);
}

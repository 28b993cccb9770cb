import { median } from 'simple-statistics';
import { FAIRNESS } from '../../core/bounds/fairness.ts';
import { formatCount, formatShare } from '../../core/units.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type CheckFunction, verdict } from '../check.ts';

/** Had every client of the server its share of it? Judged on the requests a second that each was answered. */
export const fairness: CheckFunction = ({ evidence: { shares = [] } }: MeasuredCase) => {
  const rates = shares.flatMap(({ requestsPerSecond }) => requestsPerSecond ?? []);
  const silent = shares.length - rates.length;
  if (silent > 0) {
    const summary = `The load of ${formatCount(silent, 'client')} did not come to its end.`;
    return verdict('fairness', 'inconclusive', summary, { shares });
  }
  const usual = median(rates);
  const least = Math.min(...rates);
  const client = shares[rates.indexOf(least)]?.client;
  const share = usual > 0 ? least / usual : 1;
  const figures = `client ${client} was answered ${least.toFixed(1)} requests a second, which is ${formatShare(share)} of the median ${usual.toFixed(1)}`;
  if (share < FAIRNESS.leastShare.is) return verdict('fairness', 'fail', `Starved: ${figures}.`, { share, shares });
  return verdict('fairness', 'pass', `Every client had its share: ${figures}.`, { share, shares });
};

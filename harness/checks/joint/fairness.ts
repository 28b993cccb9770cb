import { median } from 'simple-statistics';
import { FAIRNESS } from '../../core/bounds/fairness.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { ClientShare } from '../../record/evidence/clients.ts';
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
  const lateMs = heldUpMs(shares[rates.indexOf(least)], usual);
  if (share < FAIRNESS.leastShare.is && lateMs < FAIRNESS.leastLateMs.is) {
    const summary = `Too short a load to tell: ${figures}, and a busy machine may hold one of them up for ${formatDurationMs(lateMs)}.`;
    return verdict('fairness', 'inconclusive', summary, { share, shares });
  }
  if (share < FAIRNESS.leastShare.is) return verdict('fairness', 'fail', `Starved: ${figures}.`, { share, shares });
  return verdict('fairness', 'pass', `Every client had its share: ${figures}.`, { share, shares });
};

/** How much longer its requests took than they would have at the usual rate. */
function heldUpMs(share: ClientShare | undefined, usual: number): number {
  const { requests, requestsPerSecond: rate } = share ?? {};
  if (!requests || !rate || usual === 0) return Number.POSITIVE_INFINITY;
  return (requests / rate - requests / usual) * 1_000;
}

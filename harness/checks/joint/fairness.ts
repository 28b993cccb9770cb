import { median } from 'simple-statistics';
import { FAIRNESS } from '../../core/bounds/fairness.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { ClientShare } from '../../record/evidence/clients.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type CheckFunction, verdict } from '../check.ts';

/**
 * Had every client of the server its share of it? Judged on the requests a second that each was answered, beside the
 * clients of the same machine: another machine may be slower, or further away.
 */
export const fairness: CheckFunction = ({ evidence: { shares = [] } }: MeasuredCase) => {
  const silent = shares.filter(({ requestsPerSecond }) => requestsPerSecond === null).length;
  if (silent > 0) {
    const summary = `The load of ${formatCount(silent, 'client')} did not come to its end.`;
    return verdict('fairness', 'inconclusive', summary, { shares });
  }
  const ofAll = leastOf(shares);
  const ofEach = [...Map.groupBy(shares, ({ host }) => host).values()].map(leastOf);
  const least = ofEach.reduce((one, other) => (other.share < one.share ? other : one));
  const details = { share: ofAll.share, shares };
  if (least.share < FAIRNESS.leastShare.is && least.lateMs < FAIRNESS.leastLateMs.is) {
    const summary = `Too short a load to tell: ${least.figures}, and a busy machine may hold one of them up for ${formatDurationMs(least.lateMs)}.`;
    return verdict('fairness', 'inconclusive', summary, details);
  }
  if (least.share < FAIRNESS.leastShare.is) {
    return verdict('fairness', 'fail', `Starved: ${least.figures}.`, { ...details, share: least.share });
  }
  if (ofAll.share < FAIRNESS.leastShare.is) {
    const summary = `Not comparable: ${ofAll.figures}, and it ran on another machine than others, which may be slower or further away.`;
    return verdict('fairness', 'inconclusive', summary, details);
  }
  return verdict('fairness', 'pass', `Every client had its share: ${ofAll.figures}.`, details);
};

/** Who of them had least, by which share of what is usual among them. */
function leastOf(shares: readonly ClientShare[]) {
  const rates = shares.map(({ requestsPerSecond }) => requestsPerSecond ?? 0);
  const usual = median(rates);
  const rate = Math.min(...rates);
  const least = shares[rates.indexOf(rate)];
  const share = usual > 0 ? rate / usual : 1;
  const figures = `client ${least?.client} was answered ${rate.toFixed(1)} requests a second, which is ${formatShare(share)} of the median ${usual.toFixed(1)}`;
  return { share, lateMs: heldUpMs(least, usual), figures };
}

/** How much longer its requests took than they would have at the usual rate. */
function heldUpMs(share: ClientShare | undefined, usual: number): number {
  const { requests, requestsPerSecond: rate } = share ?? {};
  if (!requests || !rate || usual === 0) return Number.POSITIVE_INFINITY;
  return (requests / rate - requests / usual) * 1_000;
}

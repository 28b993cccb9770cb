import type { SavedMetricComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import type { Trust } from '../aa.ts';
import type { MetricName } from '../metrics.ts';
import { changeText, hasFigures, METRIC_WORDS, percentOf } from '../wording.ts';
import { validityCheck } from './validity-check.ts';

/** The twin's word, with its figures as they are saved. */
export type SavedTrust = Omit<Trust, 'comparisons'> & { comparisons: SavedMetricComparison[] };

/** Does the reference measure like itself? */
export function twin({ trust, differing, bias, comparisons }: SavedTrust, reference: string): Check {
  const measured = comparisons.filter(hasFigures);
  const details = Object.fromEntries(measured.map(({ metric, ratio }) => [metric, ratio]));
  if (measured.length === 0) return validityCheck('twin', 'skipped', 'It was not measured.', details);
  if (trust === 'untrusted') {
    const told = measured
      .filter(({ metric }) => differing.includes(metric))
      .map(({ metric, ratio }) => `${METRIC_WORDS[metric].short} ${changeText(ratio)}`);
    const summary = `${reference} differs from itself: ${told.join(', ')}. No verdict of this comparison holds.`;
    return validityCheck('twin', 'fail', summary, details);
  }
  const bounds = measured.flatMap(({ metric }) => boundText(metric, bias[metric]));
  const told = `The twin (${reference} once more, under another name) does not differ from it`;
  return bounds.length === 0
    ? validityCheck('twin', 'inconclusive', `${told}, in rounds too few to rule out any bias.`, details)
    : validityCheck('twin', 'pass', `${told} and rules out a bias of more than ${bounds.join(', ')}.`, details);
}

function boundText(metric: MetricName, bias: number | undefined): string[] {
  return bias === undefined ? [] : [`${percentOf(Math.ceil(bias * 1_000) / 1_000)} in ${METRIC_WORDS[metric].short}`];
}

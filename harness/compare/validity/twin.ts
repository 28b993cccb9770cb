import type { SavedMetricComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import type { Trust } from '../aa.ts';
import type { MetricName } from '../metrics.ts';
import { changeText, type Figured, hasFigures, METRIC_WORDS, percentOf } from '../wording.ts';
import { validityCheck } from './validity-check.ts';

/** The twin's word, with its figures as they are saved. */
export type SavedTrust = Omit<Trust, 'comparisons'> & { comparisons: SavedMetricComparison[] };

/** Does the reference measure like itself? */
export function twin({ trust, differing, bias, comparisons }: SavedTrust, reference: string): Check {
  const measured = comparisons.filter(hasFigures);
  const isDivided = new Set(measured.map(({ configuration }) => configuration)).size > 1;
  const keyOf = ({ configuration, metric }: Figured) => (isDivided ? `${configuration}, ${metric}` : metric);
  const details = Object.fromEntries(measured.map((one) => [keyOf(one), one.ratio]));
  if (measured.length === 0) return validityCheck('twin', 'skipped', 'It was not measured.', details);
  if (trust === 'untrusted') {
    const isBiased = (one: Figured) =>
      differing.some(({ configuration, metric }) => configuration === one.configuration && metric === one.metric);
    const told = measured.filter(isBiased).map(({ configuration, metric, ratio }) => {
      const who = isDivided ? ` (${configuration})` : '';
      return `${METRIC_WORDS[metric].short} ${changeText(ratio)}${who}`;
    });
    const summary = `${reference} differs from itself: ${told.join(', ')}. No verdict of this comparison holds.`;
    return validityCheck('twin', 'fail', summary, details);
  }
  const bounds = [...new Set(measured.map(({ metric }) => metric))].flatMap((metric) =>
    boundText(metric, bias[metric]),
  );
  const [who, differ, rule] = isDivided
    ? [`The twins (${reference} once more on each shard, under other names)`, 'do', 'rule']
    : [`The twin (${reference} once more, under another name)`, 'does', 'rules'];
  return bounds.length === 0
    ? validityCheck(
        'twin',
        'inconclusive',
        `${who} ${differ} not differ from it, in rounds too few to rule out any bias.`,
        details,
      )
    : validityCheck(
        'twin',
        'pass',
        `${who} ${differ} not differ from it and ${rule} out a bias of more than ${bounds.join(', ')}.`,
        details,
      );
}

function boundText(metric: MetricName, bias: number | undefined): string[] {
  return bias === undefined ? [] : [`${percentOf(Math.ceil(bias * 1_000) / 1_000)} in ${METRIC_WORDS[metric].short}`];
}

import { type GaugeEvidence, leftText } from '../record/evidence/gauges.ts';

/** What was asked for, and what of it is more at the end than at first. */
export function gaugeFacts(gauges: readonly GaugeEvidence[]): { term: string; text: string }[] {
  return gauges.map((gauge) => ({ term: `Gauge ${gauge.name}`, text: textOf(gauge) }));
}

function textOf(gauge: GaugeEvidence): string {
  const { url, metric, answered, unjudged, left } = gauge;
  return [
    metric === null ? url : `${metric} at ${url}`,
    answered === 0 ? 'not measured' : '',
    unjudged === null ? '' : `not judged: ${unjudged}`,
    left.length === 0 ? '' : `left at the end: ${leftText(gauge)}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

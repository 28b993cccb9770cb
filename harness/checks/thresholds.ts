import { gaugeOfKey } from '../core/gauge-names.ts';
import { isMet, parseThreshold } from '../core/threshold.ts';
import type { GaugeEvidence } from '../record/evidence/gauges.ts';
import type { Check, MeasuredCase } from '../record/schema.ts';
import { verdict } from './check.ts';

/** One check for each bound that the scenario set for a metric. */
export function thresholds({ expect, metrics, evidence }: MeasuredCase): Check[] {
  return Object.entries(expect).map(([metric, text]) => {
    const name = `threshold:${metric}${text.replaceAll(' ', '')}`;
    const threshold = parseThreshold(text, metric);
    const gauge = gaugeOfKey(metric);
    const asked = evidence.gauges.find(({ name }) => name === gauge);
    const value = gauge === undefined ? metrics[metric as keyof typeof metrics] : asked?.peak;
    if (!threshold) return verdict(name, 'inconclusive', `'${text}' is no bound.`);
    if (gauge !== undefined && !asked) return verdict(name, 'skipped', `This configuration has no ${metric}.`);
    if (value === null || value === undefined) {
      const details = { value: null, ...threshold };
      const { load: unknown } = evidence.lacks;
      if (unknown !== undefined) return verdict(name, 'skipped', `${metric} is not known: ${unknown}.`, details);
      return verdict(name, 'inconclusive', `${metric} was not measured${whyNot(asked)}.`, details);
    }
    const status = isMet(value, threshold) ? 'pass' : 'fail';
    return verdict(name, status, `${metric} is ${value}; expected ${text}.`, { value, ...threshold });
  });
}

function whyNot(gauge: GaugeEvidence | undefined): string {
  if (!gauge) return '';
  return gauge.answered === 0 ? `: ${gauge.silent ?? 'nobody asked'}` : ' under load';
}

import { type GaugeEvidence, leftText } from '../record/evidence/gauges.ts';

/** What the goroutines are that are left, to go with the sentence on their number; '' where nobody can tell. */
export function functionsText(gauges: readonly GaugeEvidence[], name: string | undefined): string {
  const gauge = gauges.find((one) => one.name === name);
  return gauge && gauge.left.length > 0 ? ` Left at the end: ${leftText(gauge)}.` : '';
}

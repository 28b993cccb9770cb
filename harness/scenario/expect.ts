import { gaugeKey, gaugeOfKey } from '../core/gauge-names.ts';
import { METRIC_NAMES } from '../core/metric-names.ts';
import { nearestName } from '../core/nearest.ts';
import type { Problem } from './problems.ts';

/** What is wrong with the names of the metrics that a scenario sets bounds for. */
export function problemsOfExpect(expect: Record<string, unknown>, gauges: readonly string[]): Problem[] {
  const known: readonly string[] = [...METRIC_NAMES, ...gauges.map(gaugeKey)];
  return Object.keys(expect).flatMap((key) => {
    if (known.includes(key)) return [];
    const near = nearestName(key, known);
    const what = gaugeOfKey(key) === undefined ? 'no metric is called so' : 'no configuration has a gauge of this name';
    return { path: `expect.${key}`, message: near ? `${what}; did you mean '${near}'?` : what };
  });
}

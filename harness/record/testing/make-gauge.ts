import type { GaugeEvidence } from '../evidence/gauges.ts';

/** A gauge that always answered. */
export function makeGauge(overrides: Partial<GaugeEvidence>): GaugeEvidence {
  return {
    name: 'open',
    url: 'http://127.0.0.1/',
    metric: null,
    asked: 1,
    answered: 1,
    silent: null,
    unjudged: null,
    peak: null,
    left: [],
    ...overrides,
  };
}

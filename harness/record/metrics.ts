import { z } from 'zod';
import { METRIC_NAMES } from '../core/metric-names.ts';

type MetricName = (typeof METRIC_NAMES)[number];

const measured = z.number().nullable();
const shape = Object.fromEntries(METRIC_NAMES.map((name) => [name, measured])) as Record<MetricName, typeof measured>;

/** The figures of a case; null is 'not measured', never zero. */
export const metricsSchema = z.object({
  ...shape,
  // Records from before it was measured lack it.
  cpuPerRequestMicros: measured.default(null),
});

export type Metrics = z.infer<typeof metricsSchema>;

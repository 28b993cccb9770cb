import { z } from 'zod';
import { METRIC_NAMES } from '../core/metric-names.ts';

type MetricName = (typeof METRIC_NAMES)[number];

// A record from before a figure was measured lacks it.
const measured = z.number().nullable().default(null);
const shape = Object.fromEntries(METRIC_NAMES.map((name) => [name, measured])) as Record<MetricName, typeof measured>;

/** The figures of a case; null is 'not measured', never zero. */
export const metricsSchema = z.object(shape);

export type Metrics = z.infer<typeof metricsSchema>;

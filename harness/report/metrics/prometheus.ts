import { prometheusText } from '../../core/prometheus-text.ts';
import { prometheusName } from './families/family.ts';
import type { Measurement } from './points.ts';

/** What node_exporter's textfile collector and the Pushgateway take: all gauges, none with a timestamp. */
export function renderPrometheus({ metrics }: Measurement): string {
  return prometheusText(
    metrics.map(({ family, points }) => ({
      name: prometheusName(family),
      help: family.help,
      type: 'gauge',
      samples: points,
    })),
  );
}

import { type Family, prometheusText } from '../../harness/core/prometheus-text.ts';
import type { Loki } from './loki.ts';

/** What came in so far, in the names of Loki's own metrics. */
export function lokiMetrics(loki: Loki): string {
  return prometheusText(families(loki));
}

/** Lines of pushes that were not refused, of all tenants. */
export function linesTaken({ store }: Loki): number {
  return [...store.tenants.values()].reduce((sum, { received }) => sum + received.lines, 0);
}

function families({ store }: Loki): Family[] {
  const tenants = [...store.tenants.values()];
  const eachTenant = (value: (tenant: (typeof tenants)[number]) => number) =>
    tenants.map((tenant) => ({ labels: { tenant: tenant.id }, value: value(tenant) }));
  return [
    {
      name: 'loki_distributor_lines_received_total',
      help: 'The total number of lines received per tenant',
      type: 'counter',
      samples: eachTenant(({ received }) => received.lines),
    },
    {
      name: 'loki_distributor_bytes_received_total',
      help: 'The total number of uncompressed bytes received per tenant. Includes structured metadata bytes.',
      type: 'counter',
      samples: eachTenant(({ received }) => received.bytes),
    },
    {
      name: 'loki_discarded_samples_total',
      help: 'The total number of samples that were discarded.',
      type: 'counter',
      samples: tenants.flatMap(({ id, discarded }) =>
        [...discarded].map(([reason, value]) => ({ labels: { reason, tenant: id }, value })),
      ),
    },
    {
      name: 'loki_ingester_memory_streams',
      help: 'The total number of streams in memory per tenant.',
      type: 'gauge',
      samples: eachTenant(({ streams }) => streams.size),
    },
  ];
}

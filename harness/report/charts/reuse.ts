import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import type { Chart } from './types.ts';

/**
 * Were connections reused: how many carried the load, between the fewest that could have (as many as were busy at the
 * same moment) and one for every request.
 */
export function reuseChart(of: CaseRecord): Chart {
  const title = 'Connections that carried the load';
  const load = played(of.evidence.phases, PHASES.load)?.ledger;
  if (!load || load.requests === 0) return { title, summary: '', drawing: null };
  const used = load.openAtStart + load.opened;
  const per = load.requestsPerConnection;
  const spread = per
    ? ` Requests per connection: at least ${formatWhole(per.min)}, median ${formatWhole(per.p50)}, at most ${formatWhole(per.max)}.`
    : '';
  return {
    title,
    summary: `${formatWhole(used)} for ${formatWhole(load.requests)} requests, ${formatWhole(load.activePeak)} busy at once.${spread}`,
    drawing: {
      kind: 'counts',
      unit: 'connections (logarithmic)',
      bars: [
        { name: 'busy at once', value: load.activePeak, role: 'reference' },
        { name: 'used', value: used, role: 'subject' },
        { name: 'without reuse', value: load.requests, role: 'reference' },
      ],
    },
  };
}

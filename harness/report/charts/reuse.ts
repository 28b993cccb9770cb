import { formatCount } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import type { Chart, CountsChart } from './types.ts';

/** Were connections reused: how many of them carried how many requests by the end of the load. */
export function reuseChart(of: CaseRecord): Chart {
  const title = 'Connections that carried the load';
  const load = played(of.evidence.phases, PHASES.load)?.ledger;
  if (!load || load.requests === 0) return { title, summary: '', drawing: null };
  const used = load.openAtStart + load.opened;
  const per = load.requestsPerConnection;
  const spread = per
    ? ` Requests per connection: at least ${formatWhole(per.min)}, median ${formatWhole(per.p50)}, at most ${formatWhole(per.max)}.`
    : '';
  const unused = load.neverUsed > 0 ? ` ${formatCount(load.neverUsed, 'connection')} carried none.` : '';
  const text = `${formatWhole(used)} for ${formatWhole(load.requests)} requests, ${formatWhole(load.activePeak)} busy at once.${spread}${unused}`;
  return load.requestClasses && load.requestClasses.length > 0
    ? { title: 'Requests per connection', summary: text, drawing: { kind: 'histogram', classes: load.requestClasses } }
    : {
        title,
        summary: text,
        drawing: { kind: 'counts', unit: 'connections (logarithmic)', bars: barsOf(load, used) },
      };
}

/** Of a record from before the ledger told how many connections had how many requests. */
function barsOf({ activePeak, requests }: LedgerWindow, used: number): CountsChart['bars'] {
  return [
    { name: 'busy at once', value: activePeak, role: 'reference' },
    { name: 'used', value: used, role: 'subject' },
    { name: 'without reuse', value: requests, role: 'reference' },
  ];
}

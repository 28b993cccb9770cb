import type { CaseRecord, Series } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Chart, Line } from './types.ts';

/** Did the limit hold: connections as the server counted them, against the limit. */
export function connectionsChart(of: CaseRecord): Chart {
  const open = fromZero(of.series['connections.ledger']);
  const active = fromZero(of.series['connections.active']);
  const limit = of.settings.connectionLimit;
  const lines: Line[] = [];
  if (open) lines.push({ name: 'open at the server', role: 'open', axis: 'left', series: open });
  if (active) lines.push({ name: 'with a request in flight', role: 'active', axis: 'left', series: active });
  const drawing = drawOverTime(of.evidence.phases, lines, { left: 'connections', right: null });
  if (drawing && limit !== null) {
    const series = { t: [drawing.fromMs, drawing.toMs], v: [limit, limit] };
    drawing.lines.push({ name: `limit ${formatWhole(limit)}`, role: 'limit', axis: 'left', series });
  }
  const summary = [
    `At most ${open ? formatWhole(peakOf(open)) : 'an unknown number'} open`,
    `${active ? formatWhole(peakOf(active)) : 'an unknown number'} with a request in flight`,
    limit === null ? 'no limit promised' : `limit ${formatWhole(limit)}`,
  ];
  return { title: 'Connections over time', summary: drawing ? `${summary.join(', ')}.` : '', drawing };
}

/** The server counts from the start, so that before the first event there were none. */
function fromZero(series: Series | undefined): Series | undefined {
  const first = series?.t[0];
  if (series === undefined || first === undefined) return undefined;
  return first > 0 ? { t: [0, ...series.t], v: [0, ...series.v] } : series;
}

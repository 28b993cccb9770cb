import type { CaseRecord, Series } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { spreadOf } from './spread.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Chart, Line, Spread } from './types.ts';

const ACTIVE = 'with a request in flight';

/** Did the limit hold: connections as the server counted them, against the limit. */
export function connectionsChart(of: CaseRecord): Chart {
  const open = fromZero(of.series['connections.ledger']);
  const active = fromZero(of.series['connections.active']);
  const spread = activeSpread(of);
  const limit = of.settings.connectionLimit;
  const lines: Line[] = [];
  if (open) lines.push({ name: 'open at the server', role: 'open', series: open });
  if (active && !spread) lines.push({ name: ACTIVE, role: 'active', series: active });
  const drawing = drawOverTime(of.evidence.phases, lines, { unit: 'connections', spread });
  if (drawing && limit !== null) {
    const series = { t: [drawing.fromMs, drawing.toMs], v: [limit, limit] };
    drawing.lines.push({ name: `limit ${formatWhole(limit)}`, role: 'limit', series });
  }
  const summary = [
    `At most ${open ? formatWhole(peakOf(open)) : 'an unknown number'} open`,
    `${active ? formatWhole(peakOf(active)) : 'an unknown number'} with a request in flight`,
    limit === null ? 'no limit promised' : `limit ${formatWhole(limit)}`,
  ];
  return { title: 'Connections over time', isWide: true, summary: drawing ? `${summary.join(', ')}.` : '', drawing };
}

/** Null: the record is from before the ledger kept the least and the mean. */
function activeSpread({ series, evidence }: CaseRecord): Spread | null {
  const [high, low, mean] = ['', '.low', '.mean'].map((part) => series[`connections.active${part}`]);
  if (!high || !low || !mean || high.t.length === 0) return null;
  const endMs = Math.max(...evidence.phases.map((phase) => phase.endMs), high.t.at(-1) ?? 0);
  return spreadOf(ACTIVE, { high, low, mean }, endMs);
}

/** The server counts from the start, so that before the first event there were none. */
function fromZero(series: Series | undefined): Series | undefined {
  const first = series?.t[0];
  if (series === undefined || first === undefined) return undefined;
  return first > 0 ? { t: [0, ...series.t], v: [0, ...series.v] } : series;
}

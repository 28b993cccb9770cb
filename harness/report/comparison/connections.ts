import { formatCount } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { PHASES } from '../../record/phases/table.ts';
import { drawOverTime } from '../charts/time.ts';
import type { Chart, Line } from '../charts/types.ts';
import { curvesOf, ofWhom } from './curves.ts';

/** Connections of all configurations in one round, on one axis: each window's time runs from its own first phase on. */
export function connectionsTogether(record: ComparisonRecord): Chart {
  const { example, shards } = record;
  const when = shards ? 'a round of its shard' : `round ${example?.round ?? '–'}`;
  const lines = curvesOf(record).flatMap(({ name }, configuration) => openLine(record, name, configuration));
  const drawn = new Set(lines.map(({ name }) => name));
  const limits = limitLines(curvesOf(record), drawn, Math.max(1, ...lines.map(({ series }) => series.t.at(-1) ?? 0)));
  const drawing = drawOverTime([], [...lines, ...limits], { unit: 'connections' });
  const summary = `Open at the server in ${when}, whose rates were the middle ones, from each window’s start to the end of its load; dashed: the limits.`;
  return { title: `Connections over time${ofWhom(record)}`, summary, drawing };
}

function openLine({ example }: ComparisonRecord, name: string, configuration: number): Line[] {
  const window = example?.windows[name];
  const series = window?.series['connections.ledger'];
  if (!window || !series || series.t.length === 0) return [];
  const startMs = window.phases[0]?.startMs ?? 0;
  const endMs = window.phases.find((phase) => phase.name === PHASES.load.name)?.endMs ?? Number.POSITIVE_INFINITY;
  // What comes after the load is our own closing of the client.
  const kept = series.t.flatMap((tMs, index) => (tMs <= endMs ? [[tMs - startMs, series.v[index] ?? 0] as const] : []));
  const t = kept.map(([tMs]) => Math.max(0, tMs));
  const open = { t: [0, ...t], v: [0, ...kept.map(([, v]) => v)] };
  return [{ name, role: 'open', configuration, series: open }];
}

/** A line for each limit: one that several share is drawn once. */
function limitLines(
  configurations: ComparisonRecord['configurations'],
  drawn: ReadonlySet<string>,
  toMs: number,
): Line[] {
  const limited = configurations
    .map(({ name, settings }, configuration) => ({ name, configuration, limit: settings.connectionLimit }))
    .filter(({ name, limit }) => drawn.has(name) && limit !== null);
  return [...Map.groupBy(limited, ({ limit }) => limit ?? 0)].map(([limit, [first, ...others]]) => ({
    name: `limit of ${others.length > 0 ? formatCount(others.length + 1, 'configuration') : (first?.name ?? '')}: ${limit.toLocaleString('en')}`,
    role: 'limit',
    ...(others.length > 0 || !first ? {} : { configuration: first.configuration }),
    series: { t: [0, toMs], v: [limit, limit] },
  }));
}

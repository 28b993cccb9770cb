import type { ComparisonRecord } from '../../record/comparison.ts';
import { PHASES } from '../../record/phases/table.ts';
import { drawOverTime } from '../charts/time.ts';
import type { Chart, Line } from '../charts/types.ts';
import { formatWhole } from '../figures.ts';

/** Connections of all configurations in one round, on one axis: each window's time runs from its own first phase on. */
export function connectionsTogether({ example, configurations }: ComparisonRecord): Chart {
  const lines: Line[] = [];
  const limits: Line[] = [];
  configurations.forEach(({ name, settings }, configuration) => {
    const window = example?.windows[name];
    const series = window?.series['connections.ledger'];
    if (!window || !series || series.t.length === 0) return;
    const startMs = window.phases[0]?.startMs ?? 0;
    const endMs = window.phases.find((phase) => phase.name === PHASES.load.name)?.endMs ?? Number.POSITIVE_INFINITY;
    // What comes after the load is our own closing of the client.
    const kept = series.t.flatMap((tMs, index) =>
      tMs <= endMs ? [[tMs - startMs, series.v[index] ?? 0] as const] : [],
    );
    const t = kept.map(([tMs]) => Math.max(0, tMs));
    lines.push({
      name,
      role: 'open',
      configuration,
      series: { t: [0, ...t], v: [0, ...kept.map(([, v]) => v)] },
    });
    if (settings.connectionLimit === null) return;
    limits.push({ ...limitLine(name, settings.connectionLimit, endMs - startMs), configuration });
  });
  const drawing = drawOverTime([], [...lines, ...limits], { unit: 'connections' });
  const summary = `Open at the server in round ${example?.round ?? '–'}, whose rates were the middle ones, from each window’s start to the end of its load; dashed: the limits.`;
  return { title: 'Connections over time', summary, drawing };
}

function limitLine(name: string, limit: number, toMs: number): Line {
  const series = { t: [0, Math.max(1, toMs)], v: [limit, limit] };
  return { name: `limit of ${name}: ${formatWhole(limit)}`, role: 'limit', series };
}

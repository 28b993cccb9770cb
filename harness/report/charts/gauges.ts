import { gaugeKey } from '../../core/gauge-names.ts';
import type { GaugeEvidence } from '../../record/evidence/gauges.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord, Series } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Band, Chart, Line } from './types.ts';

/** What a subject tells of itself, next to what is seen of it from outside. */
export function gaugesCharts({ evidence: { gauges, phases }, series }: CaseRecord): Chart[] {
  const bands = phases.filter(({ name }) => name !== PHASES.exit.name);
  return gaugesOverTime({ gauges, series }, bands);
}

interface Told {
  gauges: readonly GaugeEvidence[];
  /** By gaugeKey, of those that answered. */
  series: Readonly<Record<string, Series>>;
}

/** A chart of those that count, and one for each that has another unit; none where nothing was asked for. */
export function gaugesOverTime({ gauges, series }: Told, bands: readonly Band[]): Chart[] {
  if (gauges.length === 0) return [];
  const lines = gauges.flatMap(({ name, unjudged }, index) => {
    const told = series[gaugeKey(name)];
    // As the descriptors are drawn, but each with a stroke of its own.
    return told
      ? [{ isCount: unjudged === null, name, role: 'descriptors', configuration: index, series: told } as const]
      : [];
  });
  const charts = Object.values(Object.groupBy(lines, ({ isCount, name }) => (isCount ? 'counts' : `of ${name}`)));
  if (charts.length === 0) return [{ title: 'Gauges over time', summary: '', drawing: null }];
  return charts.map((together = []) => chartOf(together, bands));
}

function chartOf(lines: (Line & { isCount: boolean })[], bands: readonly Band[]): Chart {
  const isOfCounts = lines.every(({ isCount }) => isCount);
  const summary = lines.map(({ name, series }) => {
    return `${name} at most ${formatWhole(peakOf(series))}, ${formatWhole(series.v.at(-1) ?? null)} at the end`;
  });
  const drawn = lines.map(({ isCount, ...line }): Line => line);
  return {
    title: isOfCounts ? 'Gauges over time' : `Gauge ${lines[0]?.name} over time`,
    summary: `${summary.join('; ')}.`,
    drawing: drawOverTime(bands, drawn, { unit: isOfCounts ? 'count' : 'of its own unit' }),
  };
}

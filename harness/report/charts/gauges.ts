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

/** Counts are on the left, and whatever has another unit on the right; no chart where nothing was asked for. */
export function gaugesOverTime({ gauges, series: all }: Told, bands: readonly Band[]): Chart[] {
  if (gauges.length === 0) return [];
  const lines = gauges.flatMap(({ name, unjudged }, index): Line[] => {
    const series = all[gaugeKey(name)];
    // As the descriptors are drawn, but each in a colour of its own.
    const line = { name, role: 'descriptors', configuration: index } as const;
    return series ? [{ ...line, axis: unjudged === null ? 'left' : 'right', series }] : [];
  });
  const hasOtherUnits = lines.some(({ axis }) => axis === 'right');
  const drawing = drawOverTime(bands, lines, { left: 'count', right: hasOtherUnits ? 'of other units' : null });
  const summary = lines.map(({ name, series }) => {
    return `${name} at most ${formatWhole(peakOf(series))}, ${formatWhole(series.v.at(-1) ?? null)} at the end`;
  });
  return [{ title: 'Gauges over time', summary: drawing ? `${summary.join('; ')}.` : '', drawing }];
}

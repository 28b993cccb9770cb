import { gaugeKey } from '../../core/gauge-names.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Chart, Line } from './types.ts';

/**
 * What the subject tells of itself, next to what is seen of it from outside; none where it was asked for nothing.
 * Counts are on the left, and whatever has another unit on the right.
 */
export function gaugesCharts(of: CaseRecord): Chart[] {
  const { gauges, phases } = of.evidence;
  if (gauges.length === 0) return [];
  const lines = gauges.flatMap(({ name, unjudged }, index): Line[] => {
    const series = of.series[gaugeKey(name)];
    // As the descriptors are drawn, but each in a colour of its own.
    const line = { name, role: 'descriptors', configuration: index } as const;
    return series ? [{ ...line, axis: unjudged === null ? 'left' : 'right', series }] : [];
  });
  const hasOtherUnits = lines.some(({ axis }) => axis === 'right');
  const drawing = drawOverTime(
    phases.filter(({ name }) => name !== PHASES.exit.name),
    lines,
    { left: 'count', right: hasOtherUnits ? 'of other units' : null },
  );
  const summary = lines.map(({ name, series }) => {
    return `${name} at most ${formatWhole(peakOf(series))}, ${formatWhole(series.v.at(-1) ?? null)} at the end`;
  });
  return [{ title: 'Gauges over time', summary: drawing ? `${summary.join('; ')}.` : '', drawing }];
}

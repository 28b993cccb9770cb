import type { CaseRecord } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Chart, Line } from './types.ts';

const MIB = 2 ** 20;

/** Does anything leak: open descriptors and memory of the subject, seen from outside. */
export function descriptorsChart(of: CaseRecord): Chart {
  const { descriptors, rssBytes } = of.series;
  const lines: Line[] = [];
  const summary: string[] = [];
  if (descriptors && descriptors.t.length > 0) {
    lines.push({ name: 'open descriptors', role: 'descriptors', axis: 'left', series: descriptors });
    const [first, last] = [descriptors.v[0] ?? null, descriptors.v.at(-1) ?? null];
    summary.push(
      `${formatWhole(first)} at first, at most ${formatWhole(peakOf(descriptors))}, ${formatWhole(last)} at the end`,
    );
  }
  if (rssBytes && rssBytes.t.length > 0) {
    const series = { t: rssBytes.t, v: rssBytes.v.map((bytes) => Math.round((bytes / MIB) * 10) / 10) };
    lines.push({ name: 'resident memory', role: 'memory', axis: 'right', series });
    summary.push(`at most ${formatWhole(peakOf(series))} MiB of memory`);
  }
  const drawing = drawOverTime(of, lines, { left: 'descriptors', right: rssBytes ? 'MiB' : null });
  return { title: 'Descriptors and memory over time', summary: drawing ? `${summary.join('; ')}.` : '', drawing };
}

import type { OutsideLook } from '../../record/evidence/subject.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord, Series } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Chart, Line } from './types.ts';

const MIB = 2 ** 20;

/** Does anything leak: open descriptors and memory of the subject, seen from outside. */
export function descriptorsChart(of: CaseRecord): Chart {
  const descriptors = whileInUse(of, of.series.descriptors, (look) => look.descriptors);
  const memory = whileInUse(of, of.series.rssBytes, (look) => look.rssBytes);
  const lines: Line[] = [];
  const summary: string[] = [];
  if (descriptors) {
    lines.push({ name: 'open descriptors', role: 'descriptors', axis: 'left', series: descriptors });
    const { handlesBaseline, handlesAfterClose } = of.metrics;
    if (handlesBaseline !== null) summary.push(`${formatWhole(handlesBaseline)} before the first request`);
    summary.push(`at most ${formatWhole(peakOf(descriptors))} descriptors`);
    if (handlesAfterClose !== null) summary.push(`${formatWhole(handlesAfterClose)} after close()`);
  }
  if (memory) {
    const series = { t: memory.t, v: memory.v.map((bytes) => Math.round((bytes / MIB) * 10) / 10) };
    lines.push({ name: 'resident memory', role: 'memory', axis: 'right', series });
    summary.push(`at most ${formatWhole(peakOf(series))} MiB`);
  }
  const phases = of.evidence.phases.filter(({ name }) => name !== PHASES.exit.name);
  const drawing = drawOverTime(phases, lines, { left: 'descriptors', right: memory ? 'MiB' : null });
  return { title: 'Descriptors and memory over time', summary: drawing ? `${sentence(summary)}.` : '', drawing };
}

/**
 * The samples while the subject was in use, since what a process has before its client is made, or gives back when it
 * dies, says nothing about leaks, and the look after close(): closing may be over before the next sample. Null: no
 * sample was.
 */
function whileInUse(
  of: CaseRecord,
  series: Series | undefined,
  figure: (look: OutsideLook) => number | null,
): Series | null {
  if (!series) return null;
  const phases = of.evidence.phases;
  const madeMs = played(phases, PHASES.baseline)?.startMs ?? 0;
  const close = played(phases, PHASES.close);
  const endMs = close?.endMs ?? Number.POSITIVE_INFINITY;
  const [from, to] = [madeMs, endMs].map((bound) => series.t.filter((tMs) => tMs < bound).length);
  const [t, v] = [series.t.slice(from, to), series.v.slice(from, to)];
  if (t.length === 0) return null;
  const afterClose = close?.snapshot ? figure(close.snapshot.outside) : null;
  return afterClose === null || endMs === Number.POSITIVE_INFINITY
    ? { t, v }
    : { t: [...t, endMs], v: [...v, afterClose] };
}

function sentence(parts: string[]): string {
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { OutsideLook } from '../../record/evidence/subject.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { CaseRecord, Series } from '../../record/schema.ts';
import { formatWhole } from '../figures.ts';
import { drawOverTime, peakOf } from './time.ts';
import type { Band, Chart, Line } from './types.ts';

const MIB = 2 ** 20;

/** Does anything leak: open descriptors of the subject, seen from outside. */
export function descriptorsChart(of: CaseRecord): Chart {
  const title = 'Descriptors over time';
  const series = whileInUse(of, of.series.descriptors, (look) => look.descriptors);
  if (!series) return { title, summary: '', drawing: null };
  const { handlesBaseline, handlesAfterClose } = of.metrics;
  const summary = [
    ...(handlesBaseline === null ? [] : [`${formatWhole(handlesBaseline)} before the first request`]),
    `at most ${formatWhole(peakOf(series))} descriptors`,
    ...(handlesAfterClose === null ? [] : [`${formatWhole(handlesAfterClose)} after close()`]),
  ];
  const line: Line = { name: 'open descriptors', role: 'descriptors', series };
  const drawing = drawOverTime(beforeExit(of), [line], { unit: 'descriptors' });
  return { title, summary: `${sentence(summary)}.`, drawing };
}

/** Does memory grow: what the subject has resident, seen from outside. */
export function memoryChart(of: CaseRecord): Chart {
  const title = 'Memory over time';
  const bytes = whileInUse(of, of.series.rssBytes, (look) => look.rssBytes);
  if (!bytes) return { title, summary: '', drawing: null };
  const series = inMebibytes(bytes);
  const ends = `${formatWhole(series.v[0] ?? null)} MiB at first, ${formatWhole(series.v.at(-1) ?? null)} MiB at the end`;
  const line: Line = { name: 'resident memory', role: 'memory', series };
  return {
    title,
    summary: `At most ${formatWhole(peakOf(series))} MiB; ${ends}.`,
    drawing: drawOverTime(beforeExit(of), [line], { unit: 'MiB' }),
  };
}

export function inMebibytes({ t, v }: Series): Series {
  return { t, v: v.map((bytes) => Math.round((bytes / MIB) * 10) / 10) };
}

function beforeExit({ evidence }: CaseRecord): Band[] {
  return evidence.phases.filter(({ name }) => name !== PHASES.exit.name);
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

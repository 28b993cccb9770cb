import type { Series } from '../../record/schema.ts';
import { StepFold } from '../../record/step-fold.ts';
import type { Band, Line, Spread, TimeChart } from './types.ts';

const MAX_POINTS = 1_000;

/** Step lines over the phases of a case, or null where there is no line to draw. */
export function drawOverTime(
  phases: readonly Band[],
  lines: Line[],
  { unit, spread = null }: { unit: string; spread?: Spread | null },
): TimeChart | null {
  if (lines.length === 0 && spread === null) return null;
  const bands = phases.flatMap(({ name, ...times }) => {
    const [startMs, endMs] = [roundMs(times.startMs), roundMs(times.endMs)];
    return endMs > startMs ? [{ name, startMs, endMs }] : [];
  });
  const fromMs = bands.length > 0 ? Math.min(...bands.map(({ startMs }) => startMs)) : 0;
  const lastPoints = [...lines.map(({ series }) => series.t), spread?.t ?? []].map((t) => t.at(-1) ?? 0);
  const toMs = Math.max(...bands.map(({ endMs }) => endMs), ...lastPoints);
  const drawn = lines.map((line) => ({ ...line, series: holdUntil(thin(line.series), toMs) }));
  return { kind: 'time', lines: drawn, spread, bands, fromMs, toMs, unit };
}

/** A tenth of a millisecond is more than a reader sees. */
function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Fewer than 1,000 points of a step line, of which no maximum is lost; the end is still to be added. */
export function thin(series: Series): Series {
  if (series.t.length < MAX_POINTS) return series;
  const fold = new StepFold({ tickMs: 1, maxBuckets: MAX_POINTS / 2 - 1 });
  series.t.forEach((tMs, index) => {
    fold.set(tMs, series.v[index] ?? 0);
  });
  return fold.series(0);
}

/** The last value of a step line holds until the end. */
function holdUntil({ t, v }: Series, endMs: number): Series {
  const last = v.at(-1);
  return last === undefined || t.at(-1) === endMs ? { t, v } : { t: [...t, endMs], v: [...v, last] };
}

export function peakOf({ v }: Series): number {
  return v.reduce((highest, value) => Math.max(highest, value), 0);
}

import type { Band, Chart, TimeChart } from './types.ts';

// Drawings as the page holds them: the numbers of time, which are most of its bytes, as the steps between them, and
// phases once for all charts of a case. No imports but types, because the page's script unpacks.

type Drawing = NonNullable<Chart['drawing']>;
type PackedTime = Omit<TimeChart, 'bands'> & { /** Which of the page's. */ bands: number };

/** A drawing with the id of its canvas. */
export interface Placed {
  id: string;
  drawing: Drawing;
}

export interface Packed {
  bands: Band[][];
  drawings: { id: string; drawing: PackedTime | Exclude<Drawing, TimeChart> }[];
}

export function pack(placed: readonly Placed[]): Packed {
  const bands = new Map<string, number>();
  const drawings = placed.map(({ id, drawing }) => {
    if (drawing.kind !== 'time') return { id, drawing };
    const key = JSON.stringify(drawing.bands);
    if (!bands.has(key)) bands.set(key, bands.size);
    return { id, drawing: { ...withTimes(drawing, steps), bands: bands.get(key) ?? 0 } };
  });
  return { bands: [...bands.keys()].map((key) => JSON.parse(key)), drawings };
}

export function unpack({ bands, drawings }: Packed): Placed[] {
  return drawings.map(({ id, drawing }) => {
    if (drawing.kind !== 'time') return { id, drawing };
    return { id, drawing: { ...withTimes(drawing, sums), bands: bands[drawing.bands] ?? [] } };
  });
}

function withTimes<T extends Pick<TimeChart, 'lines' | 'spread'>>(drawing: T, map: (t: number[]) => number[]): T {
  const lines = drawing.lines.map((line) => ({ ...line, series: { t: map(line.series.t), v: line.series.v } }));
  return { ...drawing, lines, spread: drawing.spread && { ...drawing.spread, t: map(drawing.spread.t) } };
}

/** To the microsecond, more than any witness tells. */
function steps(t: number[]): number[] {
  return t.map((tMs, index) => Math.round((tMs - (t[index - 1] ?? 0)) * 1_000) / 1_000);
}

function sums(t: number[]): number[] {
  let sum = 0;
  return t.map((step) => {
    sum += step;
    return sum;
  });
}

import type { Series } from '../../record/schema.ts';
import type { MeasuredWatch, WatchSeriesName } from '../../record/watch.ts';

/** A line of the watch; undefined where it was not measured. */
export function lineOf({ series }: MeasuredWatch, name: WatchSeriesName | `state.${string}`): Series | undefined {
  const line = series[name];
  return line && line.v.length > 0 ? line : undefined;
}

export function lastOf(line: Series | undefined): number {
  return line?.v.at(-1) ?? 0;
}

export function mostOf(line: Series | undefined): number {
  return line?.v.reduce((most, value) => Math.max(most, value), 0) ?? 0;
}

/** The mean over time of a step line. */
export function meanOf(line: Series | undefined, toMs: number): number {
  if (!line || toMs <= 0) return 0;
  const { t, v } = line;
  return v.reduce((sum, value, index) => sum + value * ((t[index + 1] ?? toMs) - (t[index] ?? 0)), 0) / toMs;
}

/** How many processes were watched at once, at most. */
export function processesOf(measured: MeasuredWatch): number {
  return mostOf(lineOf(measured, 'processes'));
}

/** Whether the connections that were counted are those of these processes alone. */
export function isOwn({ whose }: MeasuredWatch): boolean {
  return whose === 'these processes';
}

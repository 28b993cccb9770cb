import type { Series } from '../../record/schema.ts';

const LEAST_STEP_MS = 2_000;
const MOST_STEPS = 200;

/** How fast counts have risen together, per second, in steps of equal length up to the end. */
export function rateLine(counts: readonly (Series | undefined)[], toMs: number): Series {
  const stepMs = Math.max(LEAST_STEP_MS, toMs / MOST_STEPS);
  const steps = Math.floor(toMs / stepMs);
  const edges = Array.from({ length: steps + 1 }, (_, step) => toMs - (steps - step) * stepMs);
  const totals = edges.map((edgeMs) => counts.reduce((sum, line) => sum + valueAt(line, edgeMs), 0));
  return {
    t: edges.slice(0, -1).map(Math.round),
    v: totals.slice(1).map((total, step) => ((total - (totals[step] ?? 0)) / stepMs) * 1_000),
  };
}

/** Of a step line, which was 0 before it began. */
export function valueAt(line: Series | undefined, atMs: number): number {
  const index = line?.t.findLastIndex((tMs) => tMs <= atMs) ?? -1;
  return line?.v[index] ?? 0;
}

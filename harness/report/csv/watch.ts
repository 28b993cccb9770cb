import type { WatchRecord } from '../../record/watch.ts';
import { csvTable } from './table.ts';

/** A row for each look: the time since the first one, in milliseconds, and every series by the record's name. */
export function renderWatchCsv({ series }: WatchRecord): string {
  const lines = Object.entries(series);
  const times = [...new Set(lines.flatMap(([, { t }]) => t))].toSorted((a, b) => a - b);
  const columns = lines.map(([, line]) => stepsAt(line, times));
  return csvTable(
    ['tMs', ...lines.map(([name]) => name)],
    times.map((tMs, row) => [tMs, ...columns.map((column) => column[row] ?? null)]),
  );
}

/** A value holds until the next one is noted; before the first one nothing is known. */
function stepsAt({ t, v }: WatchRecord['series'][string], times: readonly number[]): (number | null)[] {
  let at = -1;
  return times.map((tMs) => {
    while (at + 1 < t.length && Number(t[at + 1]) <= tMs) at += 1;
    return v[at] ?? null;
  });
}

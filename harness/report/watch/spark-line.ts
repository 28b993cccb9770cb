import type { Series } from '../../record/schema.ts';
import { valueAt } from './rate-line.ts';

const BARS = [...'▁▂▃▄▅▆▇█'];

/** The highest values of equal stretches of time as small bars, from 0 to the most; nothing where all is 0. */
export function sparkLine(line: Series, toMs: number, width: number): string {
  const cells = Array.from({ length: width }, (_, cell) => {
    const [fromMs, untilMs] = [(cell / width) * toMs, ((cell + 1) / width) * toMs];
    const within = line.v.filter((_, index) => {
      const tMs = line.t[index] ?? 0;
      return tMs >= fromMs && tMs < untilMs;
    });
    return Math.max(valueAt(line, fromMs), ...within);
  });
  const most = Math.max(...cells);
  if (most <= 0) return '';
  return cells.map((value) => BARS[Math.round((value / most) * (BARS.length - 1))]).join('');
}

import type { Series } from '../../record/schema.ts';
import type { Spread } from './types.ts';

/** As many stretches as a wide chart can show apart. */
const STRETCHES = 240;

/** What the ledger keeps of a count that flickers. */
export interface Flickering {
  high: Series;
  low: Series;
  mean: Series;
}

/** Least, mean and most in stretches of one length; stretches that are alike become one. */
export function spreadOf(name: string, { high, low, mean }: Flickering, toMs: number): Spread {
  const lengthMs = Math.max(1, Math.ceil(toMs / STRETCHES));
  const spread: Spread = { name, t: [], low: [], mean: [], high: [] };
  const [highs, lows, means] = [high, low, mean].map((series) => walk(series));
  for (let fromMs = 0; fromMs < toMs; fromMs += lengthMs) {
    const untilMs = Math.min(toMs, fromMs + lengthMs);
    const point = {
      low: lows?.(untilMs).least ?? 0,
      mean: Math.round((means?.(untilMs).mean ?? 0) * 10) / 10,
      high: highs?.(untilMs).most ?? 0,
    };
    const isAlike = spread.low.at(-1) === point.low && spread.mean.at(-1) === point.mean;
    if (isAlike && spread.high.at(-1) === point.high) continue;
    spread.t.push(fromMs);
    spread.low.push(point.low);
    spread.mean.push(point.mean);
    spread.high.push(point.high);
  }
  return spread;
}

/** Goes along a step line that begins with 0, stretch by stretch, each beginning where the one before ended. */
function walk({ t, v }: Series): (untilMs: number) => { least: number; most: number; mean: number } {
  let [place, value, atMs] = [0, 0, 0];
  return (untilMs) => {
    const fromMs = atMs;
    let [least, most, area] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    const hold = (endMs: number) => {
      if (endMs <= atMs) return;
      least = Math.min(least, value);
      most = Math.max(most, value);
      area += value * (endMs - atMs);
      atMs = endMs;
    };
    for (let nextMs = t[place]; nextMs !== undefined && nextMs < untilMs; nextMs = t[place]) {
      hold(nextMs);
      value = v[place] ?? 0;
      place += 1;
    }
    hold(untilMs);
    return { least, most, mean: area / (untilMs - fromMs) };
  };
}

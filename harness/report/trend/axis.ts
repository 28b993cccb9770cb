import { median } from 'simple-statistics';
import type { TrendSeries } from '../../record/trend.ts';
import type { RatioAxis } from '../charts/types.ts';
import { ratioTicks } from '../ratio-ticks.ts';

/** The axis shows so much at least, so that noise does not look like a change. */
const LEAST_REACH = 1.1;
/** And no more: what is further away stands at its edge, and the others keep their shape. */
const MOST_REACH = 2;
/** What stands at the edge, and what is written there, do not touch. */
const MARGIN = 1.06;

/** The cost that is normal for a series today: its level, before one is known the middle of its nights. */
export function baseOf({ points }: Pick<TrendSeries, 'points'>): number {
  const level = points.findLast((point) => point.level !== null)?.level;
  const costs = points.flatMap(({ cost }) => cost ?? []);
  return level ?? (costs.length === 0 ? 1 : median(costs));
}

/** One axis for all series of a page, on which 10 % have the same height everywhere. Old epochs do not stretch it. */
export function axisOf(all: readonly TrendSeries[]): RatioAxis {
  const ratios = all.flatMap((series) => {
    const base = baseOf(series);
    const epoch = series.points.at(-1)?.epoch;
    return series.points
      .filter((point) => point.epoch === epoch)
      .flatMap(({ cost, limit }) => [cost ?? [], limit ?? []].flat().map((value) => value / base));
  });
  const to = Math.min(MOST_REACH, MARGIN * Math.max(LEAST_REACH, ...ratios));
  const from = Math.max(1 / MOST_REACH, Math.min(1 / LEAST_REACH, ...ratios) / MARGIN);
  return { from, to, ticks: ratioTicks(from, to) };
}

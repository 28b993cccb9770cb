import { METRIC_WORDS, worseText } from '../../compare/wording.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { SeriesMetric } from '../../record/night.ts';
import type { SeriesState, TrendPoint, TrendSeries } from '../../record/trend.ts';
import { formatRate } from '../figures.ts';
import type { Verdict } from '../verdict.ts';

/** The symbol and colour that a state has in the reports. */
export const STATE_VERDICTS: Record<SeriesState['state'], Verdict> = {
  learning: 'skipped',
  ok: 'pass',
  suspect: 'inconclusive',
  regressed: 'fail',
  acknowledged: 'skipped',
  improved: 'pass',
};

/** Where a series stands, in a few words. */
export function stateText(state: SeriesState): string {
  switch (state.state) {
    case 'learning':
      return `learning, ${state.nightsNeeded} more`;
    case 'ok':
      return 'ok';
    case 'acknowledged':
      return `acknowledged: ${state.reason}`;
    default:
      return `${state.state} since ${dayOf(state.since)}`;
  }
}

/** 'within the band', '20 % worse'; null where there is nothing to compare with, or not yet. */
export function changeText({ change, state, points }: Pick<TrendSeries, 'change' | 'state' | 'points'>): string | null {
  if (change === null || state.state === 'learning') return null;
  return state.state !== 'regressed' && isWithinBand(points.at(-1)) ? 'within the band' : worseText(change);
}

/** What is normal lies between twice the level less the limit, and the limit. */
function isWithinBand(point: TrendPoint | undefined): boolean {
  if (!point || point.cost === null || point.level === null || point.limit === null) return false;
  return point.cost <= point.limit && point.cost >= 2 * point.level - point.limit;
}

export function absoluteText(metric: SeriesMetric, value: number | null): string {
  if (value === null) return 'not measured';
  if (metric === 'requestsPerSecond') return `${formatRate(value)} req/s`;
  return formatDurationMs(metric === 'cpuPerRequestMicros' ? value / 1_000 : value);
}

/** '2026-03-01' of an instant. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

export function titleOf({ scenario, configuration, metric }: TrendSeries): string {
  return `${scenario} / ${configuration}: ${METRIC_WORDS[metric].title}`;
}

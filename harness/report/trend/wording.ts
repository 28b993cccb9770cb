import { METRIC_WORDS, worseText } from '../../compare/wording.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { SeriesMetric } from '../../record/night.ts';
import type { SeriesState, TrendSeries } from '../../record/trend.ts';
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

/** '20 % worse'; null where there is nothing to compare with. */
export function changeText({ change }: Pick<TrendSeries, 'change'>): string | null {
  return change === null ? null : worseText(change);
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

import type { Trend } from '../../record/trend.ts';
import type { Verdict } from '../verdict.ts';

/** The night as its sign says it: a night without a new regression is not well while older ones are open. */
export function standingOf({ status, series }: Trend): Verdict {
  return status === 'pass' && series.some(({ state }) => state.state === 'regressed') ? 'open' : status;
}

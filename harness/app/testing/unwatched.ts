import type { ComparisonWatcher } from '../comparison/measure-comparison.ts';
import type { RunWatcher } from '../run/measure-run.ts';

/** Watches a run or a comparison without telling anybody. */
export function unwatched(stop = new AbortController().signal): RunWatcher & ComparisonWatcher {
  const nothing = () => {};
  const run = { scenario: nothing, phase: nothing, case: nothing };
  return { stop, say: nothing, ...run, sized: nothing, window: nothing, round: nothing, micro: nothing };
}

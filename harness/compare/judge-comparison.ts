import type {
  ComparisonRecord,
  ComparisonStatus,
  MeasuredComparison,
  SavedMetricComparison,
} from '../record/comparison.ts';
import { verifyTwin } from './aa.ts';
import { compareRounds, type MetricComparison } from './compare-rounds.ts';
import { compareCounts } from './counts.ts';
import type { Round } from './metrics.ts';
import { recommend } from './recommend.ts';
import { checkValidity } from './validity/check-validity.ts';
import type { SavedTrust } from './validity/twin.ts';
import { leastRoundsOf } from './verdict.ts';
import { measuredOf } from './windows.ts';

/**
 * Judges what was measured by today's rules: a pure function, for a comparison that has just ended as for a file of
 * last year.
 */
export function judgeComparison(measured: MeasuredComparison): ComparisonRecord {
  const { reference, twin, load } = measured;
  const rounds = measured.rounds.map((round) => comparable(round, load.requests));
  const others = measured.configurations.map(({ name }) => name).filter((name) => name !== reference);
  const compared = compareRounds(rounds, others, reference);
  const verified = verifyTwin(rounds, twin, reference);
  const trust: SavedTrust = { ...verified, comparisons: verified.comparisons.map(saved) };
  const least = leastRoundsFor(compared);
  const counts = compareCounts(measured.rounds, others, reference);
  const ladder = checkValidity(measured, trust, counts);
  const comparisons = compared.map((one) => verdictOf(one, trust, least));
  return {
    ...measured,
    status: statusOf(measured, trust, comparisons),
    recommendation: recommend({ ...measured, comparisons, ladder }),
    ladder,
    comparisons,
    twinComparisons: trust.comparisons,
    counts,
  };
}

function comparable(round: MeasuredComparison['rounds'][number], requests: number | null): Round {
  return Object.fromEntries(Object.entries(round).map(([name, window]) => [name, measuredOf(window, requests)]));
}

/** The fewest rounds with which the family of these decisions can make any claim. */
function leastRoundsFor(compared: readonly MetricComparison[]): number {
  return leastRoundsOf(compared.filter(({ verdict }) => verdict !== 'not measured').length);
}

/**
 * 'estimates' only where not a single figure is tested: one window that failed takes its own metrics with it, no
 * others.
 */
function statusOf(
  { interrupted }: MeasuredComparison,
  { trust }: SavedTrust,
  comparisons: readonly SavedMetricComparison[],
): ComparisonStatus {
  if (interrupted) return 'interrupted';
  if (trust === 'untrusted') return trust;
  const isTested = ({ verdict }: SavedMetricComparison) => verdict !== 'not tested' && verdict !== 'not measured';
  return comparisons.some(isTested) ? trust : 'estimates';
}

function verdictOf(comparison: MetricComparison, { trust }: SavedTrust, least: number): SavedMetricComparison {
  const one = saved(comparison);
  if (one.verdict === 'not measured') return one;
  if (trust === 'untrusted') return { ...one, verdict: 'untrusted', moreRounds: null };
  // Also 'equal', which needs fewer rounds than a claim: half a table of verdicts would read as a whole one.
  return one.rounds < least ? { ...one, verdict: 'not tested', moreRounds: least - one.rounds } : one;
}

function saved(comparison: MetricComparison): SavedMetricComparison {
  if (comparison.verdict === 'not measured') return comparison;
  return comparison.verdict === 'cannot tell' ? comparison : { ...comparison, moreRounds: null };
}

import type {
  ComparisonRecord,
  ComparisonStatus,
  MeasuredComparison,
  SavedMetricComparison,
} from '../record/comparison.ts';
import { verifyTwins } from './aa.ts';
import { compareRounds, type MetricComparison } from './compare-rounds.ts';
import { compareCounts } from './counts.ts';
import type { Round } from './metrics.ts';
import { type Part, partsOf, twinOfPart } from './parts.ts';
import { recommend } from './recommend.ts';
import { checkValidity } from './validity/check-validity.ts';
import { isComplete } from './validity/shards.ts';
import type { SavedTrust } from './validity/twin.ts';
import { leastRoundsOf } from './verdict.ts';
import { measuredOf } from './windows.ts';

/**
 * Judges what was measured by today's rules: a pure function, for a comparison that has just ended as for a file of
 * last year.
 */
export function judgeComparison(measured: MeasuredComparison): ComparisonRecord {
  const { reference, twin } = measured;
  const parts = partsOf(measured);
  const rounds = parts.flatMap((part) => comparableRounds(part, twin));
  const others = measured.configurations.map(({ name }) => name).filter((name) => name !== reference);
  const compared = compareRounds(rounds, others, reference);
  const twins = parts.map((part) => twinOfPart(part, twin));
  const verified = verifyTwins(rounds, twins, reference);
  const trust: SavedTrust = { ...verified, comparisons: verified.comparisons.map(saved) };
  const least = leastRoundsFor(compared);
  const counts = parts.flatMap((part) => compareCounts(part.rounds, part.configurations, reference));
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

/** With the twin under a name of its own in each part. */
function comparableRounds(part: Part, twin: string): Round[] {
  const nameOf = (name: string) => (name === twin ? twinOfPart(part, twin) : name);
  return part.rounds.map((round) =>
    Object.fromEntries(
      Object.entries(round).map(([name, window]) => [nameOf(name), measuredOf(window, part.requests)]),
    ),
  );
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
  { interrupted, shards }: MeasuredComparison,
  { trust }: SavedTrust,
  comparisons: readonly SavedMetricComparison[],
): ComparisonStatus {
  if (shards && !isComplete(shards)) return 'incomplete';
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

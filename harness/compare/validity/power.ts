import { makeRandom } from '../../core/random.ts';
import type { MeasuredComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { madn } from '../../stats/madn.ts';
import { logRatios } from '../metrics.ts';
import { roundsEach } from '../parts.ts';
import { decisionsOf, findSmallestClaim } from '../plan.ts';
import { percentOf } from '../wording.ts';
import { validityCheck } from './validity-check.ts';

/** What these rounds could have found on this machine: its scatter is that between the reference and itself. */
export function power(measured: MeasuredComparison): Check {
  const { rounds, configurations, reference, twin, seed } = measured;
  const windows = rounds.map((round) => ({
    [reference]: round[reference]?.metrics ?? {},
    [twin]: round[twin]?.metrics ?? {},
  }));
  const ratios = logRatios(windows, 'requestsPerSecond', twin, reference);
  if (ratios.length === 0) return validityCheck('power', 'skipped', 'It was not measured.');
  // A ratio has the scatter of two windows.
  const windowSd = madn(ratios) / Math.SQRT2;
  const decisions = decisionsOf(configurations.length);
  // Each configuration is compared in the rounds of its own shard; those of all tell how the machines scatter.
  const each = Math.min(ratios.length, roundsEach(measured).least);
  const claim = findSmallestClaim({ rounds: each, windowSd, decisions }, makeRandom(seed));
  return claim === null
    ? validityCheck('power', 'skipped', 'So few rounds find no difference, however large.')
    : validityCheck(
        'power',
        'pass',
        `By the scatter of the twin, differences of requests/s from about ${percentOf(claim)} on are found in 8 of 10 such comparisons.`,
        { windowSd, smallestClaim: claim },
      );
}

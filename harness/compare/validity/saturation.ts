import { median } from 'simple-statistics';
import { formatShare } from '../../core/units.ts';
import type { MeasuredComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { type Shares, validityCheck } from './validity-check.ts';

/** From here up the figure is that of the core, or of the target, and hides what a pool costs. */
export const SATURATED_SHARE = 0.9;

/** The client's process runs the load too: one whose core is full shows its CPU time, whatever its pool does. */
export function generator(measured: MeasuredComparison): Check {
  const shares = mediansOf(measured, ({ requestsPerSecond, cpuPerRequestMicros }) =>
    requestsPerSecond === null || cpuPerRequestMicros === null ? null : (requestsPerSecond * cpuPerRequestMicros) / 1e6,
  );
  const full = namesFrom(shares, SATURATED_SHARE);
  return saturation('generator', shares, {
    free: 'No client process filled its core',
    full: `The client process filled its core for ${full.join(', ')}: there, time waited is time computed`,
    isFull: full.length > 0,
  });
}

export function target(measured: MeasuredComparison): Check {
  const ceiling = measured.ceiling?.requestsPerSecond;
  const shares = mediansOf(measured, ({ requestsPerSecond }) =>
    ceiling && requestsPerSecond !== null ? requestsPerSecond / ceiling : null,
  );
  const full = namesFrom(shares, SATURATED_SHARE);
  return saturation('target', shares, {
    free: 'The target had room',
    full: `The target was at its limit for ${full.join(', ')}: a faster client could not show it`,
    isFull: full.length > 0,
  });
}

function saturation(name: string, shares: Shares, says: { free: string; full: string; isFull: boolean }): Check {
  const values = Object.values(shares);
  if (values.length === 0) return validityCheck(name, 'skipped', 'It was not measured.');
  const busiest = `the busiest used ${formatShare(Math.max(...values))}`;
  return says.isFull
    ? validityCheck(name, 'inconclusive', `${says.full}.`, shares)
    : validityCheck(name, 'pass', `${says.free}; ${busiest}.`, shares);
}

/**
 * By configuration, the middle one of its windows' figures; without those that were not measured, and without the twin.
 */
function mediansOf(
  { rounds, configurations }: MeasuredComparison,
  figure: (metrics: MeasuredComparison['rounds'][number][string]['metrics']) => number | null,
): Shares {
  const medians: Shares = {};
  for (const { name } of configurations) {
    const values = rounds.flatMap((round) => (round[name] ? (figure(round[name].metrics) ?? []) : []));
    if (values.length > 0) medians[name] = median(values);
  }
  return medians;
}

function namesFrom(shares: Shares, least: number): string[] {
  return Object.keys(shares).filter((name) => (shares[name] ?? 0) >= least);
}

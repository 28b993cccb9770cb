import { median } from 'simple-statistics';
import { type Drive, isCalled } from '../../core/drives.ts';
import { formatShare } from '../../core/units.ts';
import type { MeasuredComparison, Window } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { type Part, partsOf } from '../parts.ts';
import { type Shares, validityCheck } from './validity-check.ts';

/** From here up the figure is that of the core, or of the target, and hides what a pool costs. */
export const SATURATED_SHARE = 0.9;

/**
 * The client's process runs the load too: one whose core is full shows its CPU time, whatever its pool does. A program
 * is called by a process of ours, which must have room; what the program itself uses is its own affair.
 */
export function generator(measured: MeasuredComparison): Check {
  const { configurations } = measured;
  if (configurations.every(({ drive }) => !isCalled(drive))) {
    return validityCheck('generator', 'skipped', 'Nobody sends requests to these programs.');
  }
  const shares = mediansOf(measured, ({ requestsPerSecond, ...cpu }, drive) => {
    const micros = drive === null ? cpu.cpuPerRequestMicros : cpu.callerCpuPerRequestMicros;
    return requestsPerSecond === null || micros === null ? null : (requestsPerSecond * micros) / 1e6;
  });
  const full = namesFrom(shares, SATURATED_SHARE);
  const names = full.join(', ');
  const says = configurations.some(({ drive }) => drive === 'http')
    ? {
        free: 'What calls the programs, a process of ours, had room in its core',
        full: `What calls the programs, a process of ours, filled its core for ${names}: there, the time is its own`,
      }
    : {
        free: 'No client process filled its core',
        full: `The client process filled its core for ${names}: there, time waited is time computed`,
      };
  return saturation('generator', shares, { ...says, isFull: full.length > 0 });
}

export function target(measured: MeasuredComparison): Check {
  const shares = mediansOf(measured, ({ requestsPerSecond, requestsPerCall }, drive, part) => {
    const ceiling = part.ceiling?.requestsPerSecond;
    if (!ceiling || requestsPerSecond === null) return null;
    // A program may send several requests for one call.
    return (requestsPerSecond * (drive === 'http' ? (requestsPerCall ?? 1) : 1)) / ceiling;
  });
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
  measured: MeasuredComparison,
  figure: (metrics: Window['metrics'], drive: Drive | null, part: Part) => number | null,
): Shares {
  const parts = partsOf(measured);
  const medians: Shares = {};
  for (const { name, drive } of measured.configurations) {
    const values = parts.flatMap((part) =>
      part.rounds.flatMap((round) => (round[name] ? (figure(round[name].metrics, drive, part) ?? []) : [])),
    );
    if (values.length > 0) medians[name] = median(values);
  }
  return medians;
}

function namesFrom(shares: Shares, least: number): string[] {
  return Object.keys(shares).filter((name) => (shares[name] ?? 0) >= least);
}

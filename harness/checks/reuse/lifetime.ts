import { REUSE } from '../../core/bounds/reuse.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { Closure } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import type { MeasuredCase } from '../../record/schema.ts';

/** Connections that a pool retired for their age. */
export interface Aged {
  lifetimeMs: number;
  retired: number;
}

/**
 * How many of `atRest` connections, which the client ended at rest in these phases, the age that it declares explains:
 * each of `places` ends as often as a life fits. Undefined: none.
 */
export function retiredByAge(
  { settings: { lifetimeMs }, evidence }: MeasuredCase,
  phases: readonly PlayedPhase[],
  { atRest, places, requests }: { atRest: number; places: number; requests: number },
): Aged | undefined {
  if (lifetimeMs === undefined) return undefined;
  const endMs = Math.max(...phases.map((phase) => phase.endMs));
  // The first may be born with the case, and who was born before these phases may reach that age in them.
  const sinceMs = phases[0] === evidence.phases[0] ? 0 : Math.min(...phases.map(({ startMs }) => startMs));
  const ended = Math.min(Math.floor(endMs / lifetimeMs), Math.ceil((endMs - sinceMs) / lifetimeMs));
  // Whatever rule says so, a connection that ends after each request or two is not used again.
  const retired = Math.min(atRest, places * ended, Math.floor(requests / REUSE.leastRequests.is));
  return retired > 0 ? { lifetimeMs, retired } : undefined;
}

/** Those that the client ended while no request was on them and there was work for them. */
export function endedAtRest(closures: readonly Closure[], reasons: readonly Closure['reason'][]): number {
  const ended = closures.filter(({ by, reason }) => by === 'client' && reasons.includes(reason));
  return ended.reduce((sum, { count, active, idleRetirements }) => sum + count - active - idleRetirements, 0);
}

export function ageText({ lifetimeMs, retired }: Aged): string {
  const were = retired === 1 ? '1 was' : `${retired.toLocaleString('en')} were`;
  return `${were} retired at the age of ${formatDurationMs(lifetimeMs)}, as is declared`;
}

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
  { atRest, places }: { atRest: number; places: number },
): Aged | undefined {
  if (lifetimeMs === undefined) return undefined;
  const endMs = Math.max(...phases.map((phase) => phase.endMs));
  const lives = (since: readonly PlayedPhase[]) =>
    (endMs - Math.min(...since.map(({ startMs }) => startMs))) / lifetimeMs;
  // Nobody has reached that age before the first phase began, and who was born before these may reach it in them.
  const ended = Math.min(Math.floor(lives(evidence.phases)), Math.ceil(lives(phases)));
  const retired = Math.min(atRest, places * ended);
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

import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import type { Residual } from '../../record/evidence/requests.ts';
import type { Snapshot } from '../../record/evidence/subject.ts';
import { loads } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type Doubt, type Doubts, ghostsIn } from './doubts.ts';

/**
 * The phases whose windows `reuse` adds up: there a connection that the client left is one that a failed request took.
 */
const LEFT_IN: readonly string[] = [PHASES.load.name, PHASES.afterwards.name];

/** The same case, had the server counted only the connections that another witness confirms. */
export function withoutGhosts(measured: MeasuredCase, { atSnapshot, inCycle, inPhase }: Doubts): MeasuredCase {
  const { evidence, metrics } = measured;
  const { phases, growth } = evidence;
  const inLoad = Math.max(0, ...loads(phases).map(({ name }) => ghostsIn(inPhase[name])));
  return {
    ...measured,
    metrics: {
      ...metrics,
      connectionsPeak: less(metrics.connectionsPeak, inLoad),
      connectionsActivePeak: less(metrics.connectionsActivePeak, inLoad),
    },
    evidence: {
      ...evidence,
      phases: phases.map((phase) => ({
        ...phase,
        ledger: windowWithout(phase, ghostsIn(inPhase[phase.name])),
        snapshot: phase.snapshot && snapshotWithout(phase.snapshot, ghostsIn(atSnapshot[phase.name])),
      })),
      growth: {
        ...growth,
        first: cyclesWithout(growth.first, inCycle.first),
        again: cyclesWithout(growth.again, inCycle.again),
      },
    },
  };
}

function snapshotWithout(snapshot: Snapshot, ghosts: number): Snapshot {
  const { serverOpen, serverActive } = snapshot;
  return { ...snapshot, serverOpen: serverOpen - ghosts, serverActive: less(serverActive, ghosts) };
}

function windowWithout({ name, ledger: window }: PlayedPhase, ghosts: number): LedgerWindow {
  if (ghosts === 0) return window;
  const { openLevels, activeLevels, closures } = window;
  const left = { by: 'client', reason: 'fin', count: ghosts, active: ghosts, idleRetirements: 0, endless: 0 } as const;
  return {
    ...window,
    openAtEnd: less(window.openAtEnd, ghosts),
    activeAtEnd: less(window.activeAtEnd, ghosts),
    openPeak: less(window.openPeak, ghosts),
    activePeak: less(window.activePeak, ghosts),
    // Of `i + 1` and as many ghosts, `i + 1` are real.
    openLevels: mapValues(openLevels, (ms) => ms.slice(ghosts)),
    activeLevels: mapValues(activeLevels, (ms) => ms.slice(ghosts)),
    closures: LEFT_IN.includes(name) ? [...closures, left] : closures,
    // The connection that was idle meanwhile may have been one of them.
    queuedBehindBusy: 0,
  };
}

function cyclesWithout(residuals: readonly Residual[], doubts: readonly (Doubt | undefined)[]): Residual[] {
  return residuals.map((residual, cycle) => ({
    ...residual,
    serverOpen: residual.serverOpen - ghostsIn(doubts[cycle]),
  }));
}

function less<T extends number | null>(count: T, ghosts: number): T {
  return (count === null ? null : Math.max(0, count - ghosts)) as T;
}

function mapValues<T extends object>(values: T, change: (value: T[keyof T], name: string) => T[keyof T]): T {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)])) as T;
}

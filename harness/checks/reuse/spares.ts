import { REUSE } from '../../core/bounds/reuse.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import { byFirstClient, played, talliesOf, untilCollected, windowsOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { streamsBeside } from '../../record/streams.ts';
import { total } from '../check.ts';
import { givenUp, givenUpUnsent } from '../given-up.ts';
import { neverUsedIn } from '../never-used.ts';

/** Connections that the client opened and never used, and how many a moment explains. */
export interface Spares {
  neverUsed: number;
  opened: number;
  explained: number;
}

/**
 * What the client had connected before anything was asked of it, as a pool does that is warm from the start or keeps a
 * minimum of idle connections.
 */
export function connectedAhead(phases: readonly PlayedPhase[]): number {
  const ledger = played(phases, PHASES.baseline)?.ledger;
  return ledger ? Math.max(0, ledger.openAtEnd - Math.min(ledger.openAtEnd, ledger.requests)) : 0;
}

/**
 * A request that finds no idle connection may open one and be served by another that falls idle first: once for each
 * that is in flight. One that is called off may leave the connection that was being made for it. Calls are called off
 * by order in the cycles of growth, and the second process connects by slow names, so that neither is counted.
 */
export function sparesOf(measured: MeasuredCase): Spares {
  const { signal, phases } = measured.evidence;
  const windows = windowsOf(byFirstClient(phases).filter(({ role }) => role !== 'cycle'));
  const ofLoads = talliesOf(untilCollected(phases));
  const tallies = [...ofLoads, ...signal.rounds];
  const failed = tallies.reduce((sum, { errors, neverAnswered }) => sum + errors + neverAnswered, 0);
  const inFlight = mostInFlight(measured) + streamsBeside(measured.evidence);
  const unsent = givenUpUnsent([...tallies, played(phases, PHASES.again)?.tally ?? null], windows);
  const opened = total(windows, 'opened');
  const neverUsed = neverUsedIn(windows);
  // What the client asks by itself is no call, and hides as many that were never sent.
  const calledOff = Math.max(unsent, Math.min(neverUsed, givenUp(ofLoads, windows)));
  return {
    neverUsed,
    opened,
    explained: failed + calledOff + connectedAhead(phases) + Math.max(inFlight, Math.ceil(opened * REUSE.raceShare.is)),
  };
}

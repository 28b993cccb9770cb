import type { LedgerWindow } from '../evidence/ledger.ts';
import type { PlayedPhase } from '../evidence/phase.ts';
import type { RequestTally } from '../evidence/requests.ts';
import { kindOf, PHASES, type PhaseKind } from './table.ts';

// Rows by what a reader wants to know. All keep the order in which the phases were played.

type Played = readonly PlayedPhase[];

/** A single phase; undefined: it was not played. */
export function played(phases: Played, { name }: PhaseKind): PlayedPhase | undefined {
  return phases.find((phase) => phase.name === name);
}

/** The load that is measured, with its warm-up. */
export function loads(phases: Played): PlayedPhase[] {
  return phases.filter(({ name }) => kindOf(name).judgedWith === 'load');
}

/** From the making of the client, which may connect at once, until the load ended; none where there was no load. */
export function untilLoadEnd(phases: Played): PlayedPhase[] {
  if (!played(phases, PHASES.load)) return [];
  return phases.filter(({ name, role }) => role === 'start' || kindOf(name).judgedWith === 'load');
}

/** The loads after a rest or after trouble, in which nothing was wrong: the cycles, and the one after the probes. */
export function laterLoads(phases: Played): PlayedPhase[] {
  return phases.filter(({ name }) => kindOf(name).judgedWith === 'later');
}

/** The loads of the first client after the one that is measured, with trouble or without. */
export function afterLoad(phases: Played): PlayedPhase[] {
  return byFirstClient(phases).filter(({ name, role }) => role === 'trouble' || kindOf(name).judgedWith === 'later');
}

/** Those in which something was wrong by our order. */
export function troubles(phases: Played): PlayedPhase[] {
  return phases.filter(({ role }) => role === 'trouble');
}

export function calm(phases: Played): PlayedPhase[] {
  return phases.filter(({ role }) => role !== 'trouble');
}

/** From the making of the client until it was closed. */
export function life(phases: Played): PlayedPhase[] {
  return phases.filter(({ role }) => role !== 'end');
}

/** Beside the second client the connections of the first are open, and idle but for what it asks by itself. */
export function byFirstClient(phases: Played): PlayedPhase[] {
  return phases.filter(({ client }) => client === 'first');
}

/**
 * Whatever came before the load was tried a second time: until what was left of it had been collected, where anybody
 * can do that.
 */
export function untilCollected(phases: Played): PlayedPhase[] {
  const collected = phases.findIndex(({ name }) => name === PHASES.collect.name);
  if (collected !== -1) return phases.slice(0, collected + 1);
  const again = phases.findIndex(({ name }) => name === PHASES.again.name);
  return again === -1 ? life(phases) : phases.slice(0, again);
}

/** While nothing was asked of the client, after its first request and before its close(). */
export function rests(phases: Played): PlayedPhase[] {
  return phases.filter(({ role }) => role === 'rest');
}

/** Where nothing should be moving, so that every recorder that counts connections must come to the same number. */
export function atRest(phases: Played): PlayedPhase[] {
  const ends = phases.filter(({ role }) => role === 'end');
  return [...untilCollected(phases), ...ends].filter(({ name }) => kindOf(name).snapshot !== null);
}

export function windowsOf(phases: Played): LedgerWindow[] {
  return phases.map(({ ledger }) => ledger);
}

export function talliesOf(phases: Played): RequestTally[] {
  return phases.flatMap(({ tally }) => tally ?? []);
}

/** How long the client had for these phases, in seconds. */
export function secondsOf(phases: Played): number {
  return phases.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 1_000;
}

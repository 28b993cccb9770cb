import type { PlayedPhase } from './evidence/phase.ts';
import { rests } from './phases/select.ts';
import { callsIn } from './word-of-client.ts';

/** The most requests that the client had in flight at once of those that it began while nothing was asked of it. */
export function askedAtRest(phases: readonly PlayedPhase[]): number {
  return Math.max(0, ...rests(phases).map(({ ledger }) => Math.min(ledger.requests, ledger.activePeak)));
}

/** Whether it was seen to ask at more than one rest, and never two at once: so go checks of a target's health. */
export function asksOneByOne(phases: readonly PlayedPhase[]): boolean {
  const asked = rests(phases).filter(({ ledger }) => ledger.requests > 0);
  return asked.length > 1 && asked.every(({ ledger }) => ledger.activePeak <= 1);
}

/**
 * How many requests the first client may have had in flight by itself, as with checks of its target's health, while the
 * second one played: none where the server had no more than the second was asked for; else as many as were seen at once
 * while nothing was asked of anybody, and one where all of those looks missed it.
 */
export function askedBeside(phases: readonly PlayedPhase[], { client, ledger, tally }: PlayedPhase): number {
  if (client !== 'second' || !tally) return 0;
  const more = Math.max(0, ledger.requests - callsIn(tally));
  return Math.min(more, Math.max(1, ...rests(phases).map((rest) => rest.ledger.activePeak)));
}

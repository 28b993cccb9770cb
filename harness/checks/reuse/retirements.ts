import type { Closure } from '../../record/evidence/ledger.ts';

/** What explains the end of a connection beside the closures themselves. */
export interface Explained {
  ideal: number;
  /** Requests that broke or were called off, each of which may have taken a connection with it. */
  failed: number;
  /** Connections that a rule of the client retired. */
  retired: number;
  /** The server announces to close idle connections so soon that its clients close them first. */
  isHintShort: boolean;
}

/**
 * Connections that had to be replaced: the server ended them or was about to, a failed request took them with it, a
 * rule of the client retired them, they went while there was no work for them, their answer had no end and leaving
 * costs the connection, or they had carried a HEAD request, after which some clients use none again.
 */
export function forcedRetirements(closures: readonly Closure[], explained: Explained): number {
  const byServer = closures.filter(({ by }) => by === 'server');
  const byClient = closures.filter(({ by }) => by === 'client');
  return endedByServer(byServer, explained.ideal) + endedByClient(byClient, explained);
}

function endedByServer(closures: readonly Closure[], ideal: number): number {
  const idled = sum(
    closures.filter(({ reason }) => reason === 'idle'),
    ({ count }) => count,
  );
  const idledWithoutWork = sum(closures, ({ idleRetirements }) => idleRetirements);
  // A pool that takes its places in turn opens the first of them anew while the others idle on: each rest explains as
  // many as there are. A pool that has forgotten its connections opens others at once, without a rest.
  const explained = idledWithoutWork + Math.min(idled - idledWithoutWork, idledWithoutWork * (ideal - 1));
  return sum(closures, ({ count }) => count) - idled + explained;
}

/**
 * A failed request explains the connection that it was on first: one that was left endless, then a busy one, then any
 * other.
 */
function endedByClient(all: readonly Closure[], { failed, retired, isHintShort }: Explained): number {
  const heads = sum(all.filter(isAfterHead), ({ count }) => count);
  const closures = all.filter((closure) => !isAfterHead(closure));
  const endless = sum(closures, (closure) => closure.endless);
  const busy = sum(closures, ({ active }) => active) - endless;
  const idled = sum(closures, ({ idleRetirements }) => idleRetirements);
  const others = sum(closures, ({ count }) => count) - endless - busy - idled;
  const byFailure = Math.min(busy, failed);
  const failedElsewhere = Math.max(0, failed - endless - byFailure);
  const explained = isHintShort ? others : Math.min(others, retired + failedElsewhere);
  return heads + endless + byFailure + idled + explained;
}

/** Some clients announce it with each HEAD, as undici does. */
export function isAfterHead({ reason }: Closure): boolean {
  return reason === 'head';
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

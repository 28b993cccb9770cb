import { getEventListeners, setMaxListeners } from 'node:events';
import { REAL_CLOCK } from '../core/clock.ts';
import { lookUntil } from '../core/wait.ts';
import { playLoad } from '../executors/play-load.ts';
import type { SignalRound } from '../record/evidence/requests.ts';
import type { Client, Load, RequestSpec } from '../scenario/types.ts';
import { collectGarbage } from './collect-garbage.ts';

/** A client that leaves its listeners to the garbage collector, as fetch does, gets this long until they are gone. */
const GONE_MS = 300;
/** One that takes them away itself does so when its request ends, or when the connection is back in the pool. */
const TAKEN_AWAY_MS = 100;

/**
 * Sends this many requests, then twice as many, all with the same long-lived signal, as those of one job or of a whole
 * program have it, and counts the listeners that each round leaves on it. Each request's deadline is none of the
 * signal's.
 */
export async function shareSignal(
  client: Client,
  requests: readonly RequestSpec[],
  load: Load,
): Promise<SignalRound[]> {
  const job = new AbortController();
  // As many as are in flight may listen at once, and older Nodes would warn of them.
  setMaxListeners(0, job.signal);
  const sharing: Client = {
    request: (path, init) => client.request(path, { ...init, signal: job.signal }),
  };
  const { signal: stop } = new AbortController();
  const rounds: SignalRound[] = [];
  for (const times of [1, 2]) {
    const round = { ...load, requests: times * (load.requests ?? 0), durationMs: times * (load.durationMs ?? 0) };
    const { tally } = await playLoad({ client: sharing, requests, load: round, stop, clock: REAL_CLOCK });
    const { answered, errors, neverAnswered } = tally;
    rounds.push({ answered, errors, neverAnswered, ...(await listenersLeft(job.signal)) });
    if (neverAnswered > 0) break;
  }
  if (rounds.some(({ neverAnswered }) => neverAnswered > 0)) job.abort(new Error('never answered'));
  return rounds;
}

/** Listeners that are gone without it need no garbage collection, which costs more than the requests. */
async function listenersLeft(signal: AbortSignal): Promise<Pick<SignalRound, 'listeners' | 'uncollected'>> {
  const count = () => getEventListeners(signal, 'abort').length;
  const collectAndCount = async () => {
    await collectGarbage();
    return count();
  };
  const isNone = (left: number) => left === 0;
  const uncollected = await lookUntil(count, isNone, { deadlineMs: TAKEN_AWAY_MS });
  if (uncollected === 0) return { listeners: 0, uncollected };
  return { listeners: await lookUntil(collectAndCount, isNone, { deadlineMs: GONE_MS }), uncollected };
}

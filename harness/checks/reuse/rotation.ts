import { REUSE } from '../../core/bounds/reuse.ts';
import { formatCount } from '../../core/units.ts';
import type { Closure, LedgerWindow } from '../../record/evidence/ledger.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { total } from '../check.ts';
import { transportOptions } from '../config/settings.ts';
import { endedAtRest } from './lifetime.ts';

/** A rule by which a client retires its connections: each after a number of requests. */
export interface Rotation {
  requests: number;
  known: 'declared' | 'live' | 'seen';
}

/** The rule that the configuration declares, that undici's live clients have, or that is plain from the ledger. */
export function rotationOf(measured: MeasuredCase, windows: readonly LedgerWindow[]): Rotation | undefined {
  const { maxRequestsPerClient } = transportOptions(measured);
  const declared = measured.settings.rotation ?? maxRequestsPerClient;
  if (typeof declared === 'number') return atLeast(REUSE.leastRequests.is, { requests: declared, known: 'declared' });
  const live = liveRotation(measured);
  if (live !== undefined) return atLeast(REUSE.leastRequests.is, { requests: live, known: 'live' });
  return atLeast(REUSE.leastSeenRequests.is, { requests: seenRotation(windows) ?? 0, known: 'seen' });
}

/**
 * The connections that the rule ended. One that is declared need not be announced on the wire; no rule ends more of
 * them than there were requests for.
 */
export function retiredByRule({ requests, known }: Rotation, windows: LedgerWindow[], closures: readonly Closure[]) {
  const atRest = endedAtRest(closures, known === 'seen' ? ['announced'] : ['announced', 'fin']);
  return Math.min(atRest, Math.floor(total(windows, 'requests') / requests));
}

export function costOf({ requests, known }: Rotation, retired: number): string {
  const rule = {
    declared: 'as is declared',
    live: 'as maxRequestsPerClient of its live clients says',
    seen: 'as the client announced each time',
  };
  const were = retired === 1 ? '1 was' : `${retired.toLocaleString('en')} were`;
  return `${were} retired after ${formatCount(requests, 'request')}, ${rule[known]}: one in ${requests} requests pays for a connect`;
}

function atLeast(least: number, rotation: Rotation): Rotation | undefined {
  return rotation.requests >= least ? rotation : undefined;
}

/** One client without the rule would keep its connections, so that the others' rule would explain too much. */
function liveRotation({ evidence: { agents } }: MeasuredCase): number | undefined {
  const rules = (agents?.undici ?? []).map(({ maxRequestsPerClient }) => maxRequestsPerClient ?? 0);
  return rules.length > 0 && rules.every((rule) => rule > 0) ? Math.min(...rules) : undefined;
}

/**
 * The most and the median are the same, and all that ended were used so often: fewer requests could not have filled
 * them.
 */
function seenRotation(windows: readonly LedgerWindow[]): number | undefined {
  const used = windows.flatMap(({ requestsPerConnection }) => requestsPerConnection ?? []);
  const last = used.at(-1);
  if (!last || last.p50 !== last.max || used.some(({ max }) => max > last.max)) return undefined;
  const closures = windows.flatMap((window) => window.closures);
  const announced = closures.filter(({ by, reason }) => by === 'client' && reason === 'announced');
  const ends = announced.reduce((sum, { count }) => sum + count, 0);
  const requests = windows.reduce((sum, window) => sum + window.requests, 0);
  return ends > 0 && ends * last.max <= requests ? last.max : undefined;
}

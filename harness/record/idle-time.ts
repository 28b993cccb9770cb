import { DRAIN } from '../core/bounds/drain.ts';
import type { Agents } from './evidence/subject.ts';

/** How long a client keeps an idle connection, and who says so. */
export interface IdleTime {
  ms: number;
  known: 'declared' | 'undici' | 'agent' | 'connection';
}

/**
 * What the configuration declares; else the longest time of all pools that can be read, null where one of them keeps
 * its connections for ever or cannot be read. `hintedMs` is what the server proposes in `Keep-Alive: timeout=`, which
 * undici follows where it is longer, and node:http where it is shorter.
 */
export function idleTimeOf(declaredMs: number | null, agents: Agents | null, hintedMs: number | null): IdleTime | null {
  const hint = hintedMs ?? 0;
  if (declaredMs !== null)
    return { ms: agents?.undici.length ? Math.max(declaredMs, hint) : declaredMs, known: 'declared' };
  if (!agents) return null;
  const times = [
    ...agents.undici.map(({ keepAliveTimeoutMs: ms }) => ms && ({ ms: Math.max(ms, hint), known: 'undici' } as const)),
    ...agents.http.filter(({ keepAlive }) => keepAlive !== false).map((kind) => timeOfAgent(kind, agents)),
  ];
  const known = times.filter((time) => typeof time === 'object' && time !== null);
  if (known.length === 0 || known.length < times.length) return null;
  return known.reduce((longest, time) => (time.ms > longest.ms ? time : longest));
}

/**
 * A client may be this late to close what has idled for its time. One whose pools nobody can read may look for such
 * connections only as often, so that they stay for up to twice their time: aiohttp does.
 */
export function lateByMs(idleMs: number, agents: Agents | null): number {
  const { idleStepMs, idleLateMs, furtherIdleTimes } = DRAIN;
  const untilItLooksMs = agents === null ? furtherIdleTimes.is * idleMs : 0;
  return untilItLooksMs + (idleMs < idleStepMs.is ? idleLateMs.is : idleStepMs.is + idleLateMs.is);
}

function timeOfAgent(kind: Agents['http'][number], { connectionTimeoutMs }: Agents): IdleTime | null {
  const set = kind.freeSocketTimeoutMs || kind.timeoutMs;
  if (set) return { ms: set, known: 'agent' };
  // The worker of an older commit does not tell it.
  return connectionTimeoutMs ? { ms: connectionTimeoutMs, known: 'connection' } : null;
}

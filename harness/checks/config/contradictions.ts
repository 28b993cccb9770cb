import { formatDurationMs } from '../../core/units.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { declaredIdleMs, liveIdleMs, silentIdleMs, transportOptions } from './settings.ts';

const NODE_MAX_FREE_SOCKETS = 256;

/** Settings that cannot both be meant, or that do not fit the server. */
export function contradictionsIn(measured: MeasuredCase): string[] {
  const longer = measured.target.assumesIdleTime ? undefined : idleLongerThanServer(measured);
  return [idleAboveLimit(measured), longer, keptAndNotKept(measured)].filter((text) => text !== undefined);
}

function idleAboveLimit(measured: MeasuredCase): string | undefined {
  const { connectionLimit, idleLimit } = measured.settings;
  const { maxFreeSockets } = transportOptions(measured);
  const mayIdle = idleLimit ?? maxFreeSockets;
  if (connectionLimit === null || typeof mayIdle !== 'number' || mayIdle <= connectionLimit) return undefined;
  // Node's own default, written out.
  if (mayIdle === maxFreeSockets && mayIdle === NODE_MAX_FREE_SOCKETS) return undefined;
  return `Up to ${mayIdle} idle connections may be kept, which is more than the limit of ${connectionLimit}.`;
}

/**
 * A client that keeps a connection longer than the server does will now and then send into a closed one. An author who
 * wrote down the same time for both meant it; a live client without a margin may have come by it, and is warned of.
 */
export function idleLongerThanServer(measured: MeasuredCase): string | undefined {
  const serverMs = silentIdleMs(measured);
  if (serverMs === undefined) return undefined;
  const [declaredMs = 0, liveMs = 0] = [declaredIdleMs(measured), liveIdleMs(measured)];
  if (declaredMs < serverMs && liveMs <= serverMs) return undefined;
  const kept = declaredMs >= serverMs ? 'Idle connections are' : 'The live client of undici has its idle connections';
  return `${kept} kept for ${formatDurationMs(Math.max(declaredMs, liveMs))}, and the server closes them after ${formatDurationMs(serverMs)} without a hint.`;
}

function keptAndNotKept(measured: MeasuredCase): string | undefined {
  const { keepAlive, maxFreeSockets, pipelining, keepAliveTimeout } = transportOptions(measured);
  if (keepAlive === false && isPositive(maxFreeSockets)) {
    return `keepAlive is off, so that none of the ${maxFreeSockets} idle connections of maxFreeSockets is ever kept.`;
  }
  if (pipelining === 0 && isPositive(keepAliveTimeout)) {
    return `pipelining: 0 switches keep-alive off, so that the keepAliveTimeout of ${formatDurationMs(keepAliveTimeout)} never counts.`;
  }
  return undefined;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

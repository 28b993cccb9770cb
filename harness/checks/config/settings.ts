import type { MeasuredCase } from '../../record/schema.ts';

/** The options of the transport that opens the connections: a limiter's are those of the one that it wraps. */
export function transportOptions({ settings }: MeasuredCase): Record<string, unknown> {
  let { options } = settings;
  while (isObject(options.around)) options = options.around;
  return options;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * How long an idle connection may live on the server, which says nothing of it; undefined: for ever, or it announces
 * it.
 */
export function silentIdleMs({ target: { behaviour } }: MeasuredCase): number | undefined {
  const { idleTimeoutMs, keepAliveHint } = behaviour;
  return typeof idleTimeoutMs === 'number' && idleTimeoutMs > 0 && keepAliveHint !== true ? idleTimeoutMs : undefined;
}

/**
 * How soon after an answer the server announces to close the connection, by a whole number of seconds in `Keep-Alive`;
 * undefined: it announces nothing.
 */
export function announcedIdleMs({ target: { behaviour } }: MeasuredCase): number | undefined {
  const { idleTimeoutMs, keepAliveHint, faults } = behaviour;
  const announced = [
    ...(keepAliveHint === true ? [idleTimeoutMs] : []),
    ...(Array.isArray(faults) ? faults : []).flatMap(({ kind, ms, hint }) =>
      kind === 'idle-close' && hint === true ? [ms] : [],
    ),
  ].filter((ms) => typeof ms === 'number' && ms > 0);
  return announced.length > 0 ? Math.floor(Math.min(...announced) / 1_000) * 1_000 : undefined;
}

/**
 * How long the configuration says that the client keeps one; in older records by undici's name or that of node:http
 * alone.
 */
export function declaredIdleMs(measured: MeasuredCase): number | undefined {
  const { keepAliveTimeout, timeout } = transportOptions(measured);
  const declared = measured.settings.idleMs ?? keepAliveTimeout ?? timeout;
  return typeof declared === 'number' && declared > 0 ? declared : undefined;
}

/** How long undici's live clients keep one, no matter who made them and who set it. */
export function liveIdleMs({ evidence: { agents } }: MeasuredCase): number | undefined {
  const kept = (agents?.undici ?? []).map(({ keepAliveTimeoutMs }) => keepAliveTimeoutMs).filter((ms) => ms !== null);
  return kept.length > 0 ? Math.max(...kept) : undefined;
}

/**
 * The most idle connections that the live Agents of node:http keep together; undefined: other clients were used too, or
 * no limit is set.
 */
export function liveIdleLimit({ evidence: { agents } }: MeasuredCase): number | undefined {
  const keeping = (agents?.http ?? []).filter(({ keepAlive }) => keepAlive !== false);
  if (keeping.length === 0 || agents?.undici.length) return undefined;
  if (keeping.some(({ maxFreeSockets }) => maxFreeSockets === null)) return undefined;
  return keeping.reduce((sum, { count, maxFreeSockets }) => sum + count * (maxFreeSockets ?? 0), 0);
}

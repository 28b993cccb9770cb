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

/** How long an idle connection may live on the server, which says nothing of it; undefined: for ever, or it is told. */
export function silentIdleMs({ target: { behaviour } }: MeasuredCase): number | undefined {
  const { idleTimeoutMs, keepAliveHint } = behaviour;
  return typeof idleTimeoutMs === 'number' && idleTimeoutMs > 0 && keepAliveHint !== true ? idleTimeoutMs : undefined;
}

/** How long the configuration says that the client keeps one: undici's name for it, and that of node:http. */
export function declaredIdleMs(measured: MeasuredCase): number | undefined {
  const { keepAliveTimeout, timeout } = transportOptions(measured);
  const declared = keepAliveTimeout ?? timeout;
  return typeof declared === 'number' && declared > 0 ? declared : undefined;
}

/** How long undici's live clients keep one, whoever made them and whoever set it. */
export function liveIdleMs({ evidence: { agents } }: MeasuredCase): number | undefined {
  const kept = (agents?.undici ?? []).map(({ keepAliveTimeoutMs }) => keepAliveTimeoutMs).filter((ms) => ms !== null);
  return kept.length > 0 ? Math.max(...kept) : undefined;
}

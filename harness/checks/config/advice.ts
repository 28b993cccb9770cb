import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { HttpAgentKind } from '../../record/evidence/subject.ts';
import { life, windowsOf } from '../../record/phases/select.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { idleLongerThanServer } from './contradictions.ts';
import { liveIdleMs, silentIdleMs, transportOptions } from './settings.ts';

/** What is risky and contradicts nothing: another part of the client may see to it. */
export function adviceFor(measured: MeasuredCase): string[] {
  const http = measured.evidence.agents?.http ?? [];
  return [
    noLimit(measured),
    agentsWithoutLimit(measured, http),
    globalDispatcherWithoutLimit(measured),
    longerThanAssumed(measured),
    noMargin(measured),
    idleInAgent(measured, http),
    noTimeoutInAgent(http),
    timeoutsOff(measured),
    keepAliveOff(measured, http),
  ].filter((text) => text !== undefined);
}

function noLimit({ settings: { connectionLimit }, evidence: { drive } }: MeasuredCase): string | undefined {
  if (connectionLimit !== null) return undefined;
  return drive === null ? 'No connection limit is set.' : 'No connection limit is declared (connections).';
}

/** One without a limit may stand behind a limiter that has one. */
function agentsWithoutLimit({ settings }: MeasuredCase, http: readonly HttpAgentKind[]): string | undefined {
  const { connectionLimit } = settings;
  if (http.length === 0 || connectionLimit === null) return undefined;
  const limits = http.map(({ maxSockets, maxTotalSockets }) => maxTotalSockets ?? maxSockets);
  const count = http.reduce((sum, kind) => sum + kind.count, 0);
  const highest = limits.includes(null) ? null : Math.max(...limits.map((limit) => limit ?? 0));
  if (highest !== null && highest <= connectionLimit) {
    return count > 1 ? `${count} http Agents were used, each with a limit of its own.` : undefined;
  }
  const limit = highest === null ? 'no limit' : `a limit of ${highest}`;
  return `The live http Agent has ${limit}, where ${connectionLimit} was asked for.`;
}

function globalDispatcherWithoutLimit({ settings, evidence }: MeasuredCase): string | undefined {
  const { connectionLimit } = settings;
  const dispatcher = evidence.agents?.globalDispatcher;
  if (!dispatcher || dispatcher.connections !== null || connectionLimit === null) return undefined;
  return `fetch goes through the global dispatcher, which has no limit, where ${connectionLimit} was asked for.`;
}

/** A plain server's time is ours where the scenario says none: the user's own server may keep connections longer. */
function longerThanAssumed(measured: MeasuredCase): string | undefined {
  const longer = measured.target.assumesIdleTime ? idleLongerThanServer(measured) : undefined;
  return longer && `${longer} That is this server's default (idleTimeoutMs): set your own server's.`;
}

function noMargin(measured: MeasuredCase): string | undefined {
  const serverMs = silentIdleMs(measured);
  if (serverMs === undefined || liveIdleMs(measured) !== serverMs) return undefined;
  return `Client and server both give up idle connections after ${formatDurationMs(serverMs)}; let the client be first.`;
}

/** An Agent's time-out is for more than idle connections, so that a long one says nothing for sure. */
function idleInAgent(measured: MeasuredCase, http: readonly HttpAgentKind[]): string | undefined {
  const serverMs = silentIdleMs(measured);
  if (endsIdleOnes(measured)) return undefined;
  const keeps = http.filter(({ keepAlive, timeoutMs }) => keepAlive && (timeoutMs ?? 0) !== 0);
  const forEver = http.some(({ keepAlive, timeoutMs }) => keepAlive && (timeoutMs ?? 0) === 0);
  if (serverMs === undefined) return undefined;
  const end = `the server closes them after ${formatDurationMs(serverMs)}; set timeout below that.`;
  if (forEver) return `The http Agent keeps idle connections until ${end}`;
  const longest = Math.max(0, ...keeps.map(({ timeoutMs }) => timeoutMs ?? 0));
  return longest >= serverMs
    ? `The http Agent keeps idle connections for ${formatDurationMs(longest)}, and ${end}`
    : undefined;
}

/**
 * Whether the client has a time of its own for idle connections, read from it or seen: an Agent's time-out is not the
 * only way.
 */
function endsIdleOnes(measured: MeasuredCase): boolean {
  const { agents } = measured.evidence;
  const hasTime = agents?.http.some(({ freeSocketTimeoutMs }) => (freeSocketTimeoutMs ?? 0) > 0);
  if (hasTime || (agents?.connectionTimeoutMs ?? 0) > 0) return true;
  const closures = windowsOf(life(measured.evidence.phases)).flatMap((window) => window.closures);
  return closures.some(({ by, idleRetirements }) => by === 'client' && idleRetirements > 0);
}

function noTimeoutInAgent(http: readonly HttpAgentKind[]): string | undefined {
  if (!http.some(({ timeoutMs }) => (timeoutMs ?? 0) === 0)) return undefined;
  return 'The http Agent has no time-out: a server that falls silent is waited for until the request itself gives up.';
}

function timeoutsOff(measured: MeasuredCase): string | undefined {
  const undici = measured.evidence.agents?.undici ?? [];
  const off = [
    undici.some(({ headersTimeoutMs }) => headersTimeoutMs === 0) ? 'headersTimeout' : '',
    undici.some(({ bodyTimeoutMs }) => bodyTimeoutMs === 0) ? 'bodyTimeout' : '',
    transportOptions(measured).connectTimeout === 0 ? 'connectTimeout' : '',
  ].filter((name) => name !== '');
  if (off.length === 0) return undefined;
  return `${formatCount(off.length, 'time-out')} of undici switched off: ${off.join(', ')}; a server that falls silent is waited for.`;
}

function keepAliveOff({ settings, evidence }: MeasuredCase, http: readonly HttpAgentKind[]): string | undefined {
  // There it is the purpose.
  if (settings.subject === 'no-keep-alive') return undefined;
  const isOff =
    http.some(({ keepAlive }) => keepAlive === false) ||
    (evidence.agents?.undici ?? []).some(({ pipelining }) => pipelining === 0);
  return isOff ? 'Keep-alive is off: a connection ends with its request unless another one waits for it.' : undefined;
}

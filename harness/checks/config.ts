import { formatDurationMs } from '../core/units.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, verdict } from './check.ts';

/**
 * Is what the configuration says sane, before any load? A contradiction fails; what is only risky is told as advice. Facts
 * about a live Agent of node:http are read from the object itself.
 */
export const config: CheckFunction = (measured) => {
  const { settings, evidence } = measured;
  const contradictions = [idleAboveLimit(measured), idleLongerThanServer(measured)].filter(
    (text) => text !== undefined,
  );
  const advice = [noLimit(measured), idleForEver(measured), agentsWithoutLimit(measured)].filter(
    (text) => text !== undefined,
  );
  const details = { advice, agents: evidence.agents, options: settings.options };
  const [first] = contradictions;
  if (first) return verdict('config', 'fail', contradictions.join(' '), details);
  const told =
    advice.length > 0 ? `No contradiction. Advice: ${advice.join(' ')}` : 'The settings fit each other and the server.';
  return verdict('config', 'pass', told, details);
};

function idleAboveLimit({ settings: { connectionLimit, idleLimit } }: MeasuredCase): string | undefined {
  if (connectionLimit === null || idleLimit === null || idleLimit <= connectionLimit) return undefined;
  return `Up to ${idleLimit} idle connections may be kept, which is more than the limit of ${connectionLimit}.`;
}

/** A client that keeps a connection longer than the server does will now and then send into a closed one. */
function idleLongerThanServer({ settings, target }: MeasuredCase): string | undefined {
  const { keepAliveTimeout, timeout } = settings.options;
  const clientMs = settings.subject === 'http-agent' ? timeout : keepAliveTimeout;
  const { idleTimeoutMs, keepAliveHint } = target.behaviour;
  if (typeof clientMs !== 'number' || typeof idleTimeoutMs !== 'number' || idleTimeoutMs === 0 || keepAliveHint)
    return undefined;
  if (clientMs < idleTimeoutMs) return undefined;
  return `Idle connections are kept for ${formatDurationMs(clientMs)}, and the server closes them after ${formatDurationMs(idleTimeoutMs)} without a hint.`;
}

function noLimit({ settings: { connectionLimit } }: MeasuredCase): string | undefined {
  return connectionLimit === null ? 'No connection limit is set.' : undefined;
}

function idleForEver({ settings, target }: MeasuredCase): string | undefined {
  if (settings.subject !== 'http-agent' || settings.options.timeout !== undefined) return undefined;
  const { idleTimeoutMs } = target.behaviour;
  if (typeof idleTimeoutMs !== 'number' || idleTimeoutMs === 0) return undefined;
  return `Idle connections stay until the server closes them after ${formatDurationMs(idleTimeoutMs)}; set timeout below that.`;
}

function agentsWithoutLimit({ settings: { connectionLimit }, evidence: { agents } }: MeasuredCase): string | undefined {
  if (!agents || agents.count === 0 || connectionLimit === null) return undefined;
  const manyAgents =
    agents.count > 1 ? `${agents.count} http Agents were used, each with a limit of its own.` : undefined;
  if (agents.maxSockets !== null && agents.maxSockets <= connectionLimit) return manyAgents;
  const limit = agents.maxSockets === null ? 'no limit' : `a limit of ${agents.maxSockets}`;
  return `The live http Agent has ${limit}, where ${connectionLimit} was asked for.`;
}

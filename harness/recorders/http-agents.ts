import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Agent, type ClientRequest, globalAgent } from 'node:http';
import type { Socket } from 'node:net';
import type { Agents } from '../record/evidence/subject.ts';
import { ConnectionTimeouts } from './connection-timeouts.ts';
import { Kinds } from './kinds.ts';

/** Newer Nodes publish the creation; older ones only the start, which is a moment later. */
const CHANNELS = ['http.client.request.created', 'http.client.request.start'];

export interface HttpAgentWatch {
  read(): Pick<Agents, 'http' | 'connectionTimeoutMs'>;
  stop(): void;
}

/**
 * Reads the settings of the Agents of node:http that requests go through, from the live objects and their first
 * connections.
 */
export function watchHttpAgents(): HttpAgentWatch {
  const kinds = new Kinds<Omit<Agents['http'][number], 'count'>>();
  const timeouts = new ConnectionTimeouts();
  const meet = (message: unknown) => {
    const { request } = message as { request: ClientRequest & { agent?: LiveAgent | false; timeout?: number } };
    const { agent } = request;
    if (!agent || !kinds.meet(agent, () => ({ ...settingsOf(agent), isGlobal: agent === globalAgent }))) return;
    // Later the request's owner may have set one.
    request.prependOnceListener('socket', (socket: Socket & { timeout?: number }) => {
      timeouts.add(socket.timeout, [request.timeout, agent.options?.timeout]);
    });
  };
  for (const channel of CHANNELS) subscribe(channel, meet);
  return {
    read: () => ({ http: kinds.list(), connectionTimeoutMs: timeouts.longestMs() }),
    stop() {
      for (const channel of CHANNELS) unsubscribe(channel, meet);
    },
  };
}

/** What the documentation says of an Agent and its types do not; a package's own Agent may lack any of it. */
type LiveAgent = Agent & { keepAlive?: boolean; options?: { timeout?: number; freeSocketTimeout?: number } };

function settingsOf({ maxSockets, maxFreeSockets, maxTotalSockets, keepAlive, options }: LiveAgent) {
  return {
    maxSockets: finite(maxSockets),
    maxFreeSockets: finite(maxFreeSockets),
    maxTotalSockets: finite(maxTotalSockets),
    keepAlive: keepAlive ?? null,
    timeoutMs: finite(options?.timeout),
    freeSocketTimeoutMs: finite(options?.freeSocketTimeout),
  };
}

/** Null is 'no limit', as JSON knows no infinity. */
function finite(limit: number | undefined): number | null {
  return limit !== undefined && Number.isFinite(limit) ? limit : null;
}

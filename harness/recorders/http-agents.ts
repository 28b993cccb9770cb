import { subscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest } from 'node:http';
import type { HttpAgentKind } from '../record/evidence/subject.ts';
import { Kinds } from './kinds.ts';

/** Reads the settings of the Agents of node:http that requests go through, from the live objects. */
export function watchHttpAgents(): () => HttpAgentKind[] {
  const kinds = new Kinds<Omit<HttpAgentKind, 'count'>>();
  const meet = (message: unknown) => {
    const { agent } = (message as { request: ClientRequest & { agent?: LiveAgent | false } }).request;
    if (agent) kinds.meet(agent, () => settingsOf(agent));
  };
  // Newer Nodes publish the creation; older ones only the start, which is a moment later.
  subscribe('http.client.request.created', meet);
  subscribe('http.client.request.start', meet);
  return () => kinds.list();
}

/** What the documentation says of an Agent and its types do not; a package's own Agent may lack any of it. */
type LiveAgent = Agent & { keepAlive?: boolean; options?: { timeout?: number } };

function settingsOf({ maxSockets, maxFreeSockets, maxTotalSockets, keepAlive, options }: LiveAgent) {
  return {
    maxSockets: finite(maxSockets),
    maxFreeSockets: finite(maxFreeSockets),
    maxTotalSockets: finite(maxTotalSockets),
    keepAlive: keepAlive ?? null,
    timeoutMs: finite(options?.timeout),
  };
}

/** Null is 'no limit', as JSON knows no infinity. */
function finite(limit: number | undefined): number | null {
  return limit !== undefined && Number.isFinite(limit) ? limit : null;
}

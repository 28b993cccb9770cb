import { subscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest } from 'node:http';
import type { AgentFacts } from '../record/evidence.ts';

/** Reads the limits of the Agents of node:http that requests go through, from the live objects; none is kept alive. */
export function watchHttpAgents(): () => AgentFacts {
  const known = new WeakSet<Agent>();
  const facts: AgentFacts = { count: 0, maxSockets: 0, maxFreeSockets: 0 };
  const meet = (message: unknown) => {
    const { agent } = (message as { request: ClientRequest & { agent?: Agent | false } }).request;
    if (!agent || known.has(agent)) return;
    known.add(agent);
    facts.count += 1;
    facts.maxSockets = larger(facts.maxSockets, agent.maxSockets);
    facts.maxFreeSockets = larger(facts.maxFreeSockets, agent.maxFreeSockets);
  };
  // Newer Nodes publish the creation; older ones only the start, which is a moment later.
  subscribe('http.client.request.created', meet);
  subscribe('http.client.request.start', meet);
  return () => ({ ...facts });
}

/** The larger of two limits; null is 'no limit', as JSON knows no infinity. */
function larger(before: number | null, limit: number): number | null {
  return before === null || !Number.isFinite(limit) ? null : Math.max(before, limit);
}

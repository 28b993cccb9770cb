import type { ScenarioDefinition } from '../../../scenario/define.ts';
import type { CreateClient } from '../../../scenario/types.ts';

/** A small scenario with this client, as a caller hands it over; a case of it takes half a second. */
export function scenarioWith(client: CreateClient | string): ScenarioDefinition {
  return {
    name: 'handed-over',
    target: { kind: 'http' },
    load: { concurrency: 8, requests: 60 },
    growth: { cycles: 0 },
    configurations: { mine: { client, connections: 2 } },
  };
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalizeScenario } from '../scenario/normalize.ts';
import type { CreateClient, Scenario } from '../scenario/types.ts';
import type { ClientSource, PoolOptions } from './options.ts';
import type { PoolPromise } from './promises.ts';

const DEFAULT_CONNECTIONS = 10;
/** So that waiting for a connection is the rule. */
const FOR_EACH_CONNECTION = 5;
/** Requests for each one in flight: by then a pool has shown whether it uses connections again. */
const TURNS = 4;
/** An answer takes long enough for requests to meet, and a test does not wait. */
const DELAY_MS = 5;

/** The case that tries the promise; throws a `PoolproofError` where an option is not sound. */
export function scenarioOf(promise: PoolPromise, source: ClientSource, options: PoolOptions): Scenario {
  const { connections = DEFAULT_CONNECTIONS, concurrency = FOR_EACH_CONNECTION * connections } = options;
  const { idle, idleMs, rotation, lifetimeMs, rateLimit, allow, scenario = {} } = options;
  const given = Object.entries({ idle, idleMs, rotation, lifetimeMs, rateLimit, allow }).filter(
    ([, value]) => value !== undefined,
  );
  const definition = {
    name: 'in-tests',
    target: { kind: 'http', behaviour: { delayMs: DELAY_MS } },
    ...scenario,
    load: { concurrency, requests: TURNS * concurrency, ...scenario.load },
    growth: promise.growth ? scenario.growth : { cycles: 0 },
    configurations: { client: { client: clientOf(source), connections, ...Object.fromEntries(given) } },
  };
  return normalizeScenario(definition, path.resolve('the options of the test'), { isHere: true });
}

function clientOf(source: ClientSource): CreateClient | string {
  if (typeof source === 'function') return source;
  return source instanceof URL || source.startsWith('file:') ? fileURLToPath(source) : source;
}

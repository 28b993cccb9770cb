import { describe, expect, it } from 'vitest';
import { PoolproofError } from '../core/errors.ts';
import { METRIC_NAMES } from '../core/metric-names.ts';
import { command, defineScenario, type ScenarioDefinition } from './define.ts';
import type { ExpectInput } from './expect.ts';
import { normalizeScenario } from './normalize.ts';
import type { TransportName } from './transports/configuration.ts';
import { httpAgent } from './transports/http-agent.ts';
import { TRANSPORT_KINDS } from './transports/index.ts';
import { semaphore } from './transports/limiters.ts';
import { undiciAgent } from './transports/undici-agent.ts';

// Each mistake that TypeScript flags is one that the harness refuses; `npm run types` fails where it flags none.

const target = { kind: 'http' } as const;
const refusal = (definition: ScenarioDefinition) => {
  try {
    normalizeScenario(definition, '/typed.ts');
  } catch (error) {
    if (error instanceof PoolproofError) return error.message;
    throw error;
  }
  return undefined;
};

it('takes every kind of configuration', () => {
  const definition = defineScenario({
    name: 'typed',
    target,
    load: { concurrency: 5, duration: '1.5m', warmup: '0s' },
    expect: { reuseRatio: '>= 0.99', latencyP99Ms: '<0.2s', rssPeakBytes: '<50MiB', cpuPerRequestMicros: '<500us' },
    configurations: {
      shipped: undiciAgent({ connections: 10 }),
      written: { transport: 'http-agent', maxSockets: 10 },
      limited: semaphore({ limit: 5, around: httpAgent() }),
      module: { client: './client.mjs', connections: 10, idle: 5 },
      inline: { client: () => ({ request: async () => ({ status: 200 }) }) },
      sink: command({ run: ['./sink'], drive: 'http', ready: { line: /listening/ } }),
    },
  });
  expect(refusal(definition)).toBeUndefined();
});

describe('TypeScript flags, and the harness refuses,', () => {
  it.each([
    [
      'a key of another kind beside client',
      // @ts-expect-error maxSockets is an option of a transport.
      defineScenario({ name: 'typed', target, configurations: { mine: { client: './a.mjs', maxSockets: 5 } } }),
      'configurations.mine.maxSockets: unknown option: what is meant here is connections',
    ],
    [
      'a misspelt key beside client',
      // @ts-expect-error conections is no key at all.
      defineScenario({ name: 'typed', target, configurations: { mine: { client: './a.mjs', conections: 5 } } }),
      "configurations.mine.conections: unknown key; did you mean 'connections'?",
    ],
    [
      'an unknown transport',
      // @ts-expect-error There is no transport of this name.
      defineScenario({ name: 'typed', target, configurations: { mine: { transport: 'htp-agent' } } }),
      "configurations.mine.transport: no transport is called 'htp-agent'; did you mean 'http-agent'?",
    ],
    [
      'an option of another transport',
      // @ts-expect-error undici has no maxSockets.
      defineScenario({ name: 'typed', target, configurations: { mine: { transport: 'undici-agent', maxSockets: 5 } } }),
      'configurations.mine.maxSockets: unknown option: what is meant here is connections',
    ],
    [
      'a duration without a unit',
      // @ts-expect-error '10' has no unit.
      defineScenario({ name: 'typed', target, load: { duration: '10' }, configurations: { mine: undiciAgent() } }),
      `load.duration: expected a duration with its unit such as '10s', not "10"`,
    ],
    [
      'an unknown metric',
      // @ts-expect-error It is called reuseRatio.
      defineScenario({ name: 'typed', target, expect: { reuseRati: '>0.9' }, configurations: { mine: undiciAgent() } }),
      "expect.reuseRati: no metric is called so; did you mean 'reuseRatio'?",
    ],
    [
      'a bound in the unit of something else',
      defineScenario({
        name: 'typed',
        target,
        // @ts-expect-error A latency is no number of bytes.
        expect: { latencyP99Ms: '<5MiB' },
        configurations: { a: undiciAgent() },
      }),
      `expect.latencyP99Ms: expected a bound such as '<50' or '>=0.99' (with us, ms, s, m, h or no unit), not "<5MiB"`,
    ],
  ])('%s', (_, definition, message) => {
    expect(refusal(definition)).toContain(message);
  });
});

it('the types name the metrics and transports that there are', () => {
  const metrics: Record<Exclude<keyof ExpectInput, `gauge.${string}`>, true> = Object.fromEntries(
    METRIC_NAMES.map((name) => [name, true]),
  ) as Record<(typeof METRIC_NAMES)[number], true>;
  expect(Object.keys(metrics)).toEqual([...METRIC_NAMES]);
  const typed: Record<TransportName, null> = {
    'undici-agent': null,
    'undici-fetch': null,
    'undici-stream': null,
    'undici-pipeline': null,
    'undici-dispatch': null,
    'http-agent': null,
    got: null,
    axios: null,
    'node-fetch': null,
    superagent: null,
    fetch: null,
    'no-keep-alive': null,
    'pool-manager': null,
    semaphore: null,
    'request-limiter': null,
  };
  expect(Object.keys(typed).toSorted()).toEqual(TRANSPORT_KINDS.map(({ name }) => name).toSorted());
});

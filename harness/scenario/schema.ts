import { z } from 'zod';
import { allowSchema } from './allow.ts';
import type { ExpectInput } from './expect.ts';
import type { FaultInput } from './faults.ts';
import type { LoadInput } from './loads/index.ts';
import { request } from './request.ts';
import type { CreateClient, Prepare } from './types.ts';
import { atLeastOne, milliseconds, wholeNumberFrom } from './values.ts';

const count = wholeNumberFrom(0);

export const behaviour = z.strictObject({
  /** Every answer waits this long, in milliseconds. @default 0 @example 5 */
  delayMs: milliseconds.optional(),
  /**
   * The server closes a connection that has been idle for exactly this long, in milliseconds; 0: never. Default:
   * 120000 of 'loki', 300000 of 'docker', 5000 of 'http'.
   *
   * @example 1000
   */
  idleTimeoutMs: milliseconds.optional(),
  /** Whether answers carry `Keep-Alive: timeout=`. @default false @example true */
  keepAliveHint: z.boolean().optional(),
  /** The server closes a connection after this many requests; 0: never. @default 0 @example 100 */
  maxRequestsPerConnection: count.optional(),
  /** This many connections, the first ones, are closed on accept. @default 0 @example 2 */
  refuseFirst: count.optional(),
  /**
   * What goes wrong beside; each is checked by its kind.
   *
   * @default []
   * @example [{ "kind": "latency", "ms": 20, "share": 0.5 }]
   */
  faults: z
    .array(
      z.custom<FaultInput>((value) => typeof value === 'object' && value !== null, {
        error: "a fault such as { kind: 'hang' }",
      }),
    )
    .optional(),
});

export const target = z.strictObject({
  /** The mock Loki, the mock Docker daemon, or a plain server. @example 'loki' */
  kind: z.enum(['loki', 'docker', 'http']),
  /** How it listens: on loopback, or on a Unix socket. Default: 'unix' of 'docker', else 'tcp'. @example 'unix' */
  socket: z.enum(['tcp', 'unix']).optional(),
  /** How it treats connections and requests. @example { "delayMs": 5 } */
  behaviour: behaviour.optional(),
});

/** Checked by its executor, like the options of a transport. */
const load = z.custom<LoadInput>((value) => typeof value === 'object' && value !== null, { error: 'object' });

/** Fewer cycles than the leak rule can judge would say nothing. */
const cycles = z
  .custom<number>((value) => value === 0 || (Number.isInteger(value) && (value as number) >= 10), {
    error: ({ input }) => `0 for none, or a whole number from 10 up, not ${JSON.stringify(input)}`,
  })
  .meta({ type: 'integer', anyOf: [{ const: 0 }, { minimum: 10 }] });

export const growth = z.strictObject({
  /** Cycles of load, stop and settle; 0 for none, else 10 or more. @default 10 @example 12 */
  cycles: cycles.optional(),
  /** Requests of each cycle; without it as many as are in flight, and at least 20. @example 500 */
  requests: atLeastOne.optional(),
});

/** Names and bounds are checked beside the gauges that configurations have. */
const expect = z.custom<ExpectInput>((value) => typeof value === 'object' && value !== null, { error: 'object' });

/** A scenario file, but for its load and configurations: their keys depend on executor and transport. */
export const scenarioSchema = z.strictObject({
  /** Where an editor finds the schema of a scenario in JSON. @example './node_modules/poolproof/dist/schema.json' */
  $schema: z.string().optional(),
  /** Lower-case letters, digits and dashes. @example 'my-pool' */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'lower-case letters, digits and dashes' }),
  /** One line on what it shows. @default '' @example 'A limit of 5, 20 requests at a time.' */
  about: z.string().optional(),
  /** 'default': played where none is named. 'nightly': measured every night. @default [] @example ['default'] */
  tags: z.array(z.string()).optional(),
  /** The server that clients connect to. @example { "kind": "loki" } */
  target,
  /**
   * What is sent, in turns; without it a push of ten lines to 'loki', a list of containers to 'docker', GET /ok to
   * 'http'.
   *
   * @example [{ "path": "/ok" }]
   */
  requests: z.array(request).min(1).optional(),
  /** How much is sent. @example { "concurrency": 50, "duration": "2s" } */
  load: load.optional(),
  /** Cycles in which a leak grows and a pool does not. @example { "cycles": 0 } */
  growth: growth.optional(),
  /** Tries the limit where pools lose it: rotation, refusals, time-outs, slow connects. @default false @example true */
  probe: z.boolean().optional(),
  /**
   * Builds what the scenario needs, before it is played; a sentence says why it cannot be played here. Not in JSON.
   *
   * @example () => undefined
   */
  prepare: z.custom<Prepare>((value) => typeof value === 'function', { error: 'a function' }).optional(),
  /** Bounds that metrics must keep. @default {} @example { "reuseRatio": ">=0.99" } */
  expect: expect.optional(),
  /** What is under test, by name. @example { "mine": { "client": "./my-client.mjs", "connections": 10 } } */
  configurations: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((all) => Object.keys(all).length > 0, { error: 'at least one configuration' }),
});

const gauges = z
  .custom<Record<string, string>>(() => true)
  .meta({ type: 'object', additionalProperties: { type: 'string' } });

/** What every configuration of a transport may say beside the transport's own options. */
export const commonConfigurationSchema = z.strictObject({
  /**
   * It shows what goes wrong: its checks are reported and do not decide the run's status.
   *
   * @default false
   * @example true
   */
  contrast: z.boolean().optional(),
  /** The limit that it is judged by, where the transport has no such setting, such as built-in fetch. @example 50 */
  declaredLimit: atLeastOne.optional(),
  /**
   * Leftovers that are known and meant, by the check that would object.
   *
   * @example { "drain": [{ "kind": "Timeout", "most": 1, "reason": "the flush of our logger" }] }
   */
  allow: allowSchema.optional(),
  /**
   * Numbers that are told over HTTP on this machine: the URL of each by its name, with `#METRIC` where the answer
   * holds more. Each is checked by itself.
   *
   * @example { "open": "http://127.0.0.1:9000/metrics#pool_open" }
   */
  gauges: gauges.optional(),
  /** Flags for the subject's Node. @default [] @example ['--max-http-header-size=32768'] */
  execArgv: z.array(z.string()).optional(),
});

/** What every configuration of a transport of ours may say beside the transport's own options. */
export type CommonOptions = z.input<typeof commonConfigurationSchema>;

const client = z
  .custom<string | CreateClient>((value) => typeof value === 'string' || typeof value === 'function', {
    error: 'the path of a client module, or a function that makes a client',
  })
  .meta({ type: 'string' });

/** A configuration that puts a client module (a path, relative to the scenario file) or a function under test. */
export const clientConfigurationSchema = z.strictObject({
  /**
   * The path of a module that exports `createClient`, relative to this file; or such a function. One of a scenario
   * file is imported by a process of its own; one that `run` is given stays in the process that calls it.
   *
   * @example './my-client.mjs'
   */
  client,
  /** The most connections that it is asked to hold, and judged by. @default 50 @example 10 */
  connections: atLeastOne.optional(),
  /** The most idle connections that it promises to keep; without it as many as `connections`. @example 5 */
  idle: count.optional(),
  /** How long it promises to keep an idle connection, in milliseconds; up to 3000 are waited for. @example 2000 */
  idleMs: atLeastOne.optional(),
  /** It retires a connection after this many requests. @example 1000 */
  rotation: atLeastOne.optional(),
  /**
   * Leftovers that are known and meant, by the check that would object.
   *
   * @example { "exit": [{ "kind": "Timeout", "most": 1, "reason": "the flush of our logger" }] }
   */
  allow: allowSchema.optional(),
  /**
   * Numbers that it tells of itself: the URL of each by its name, with `#METRIC` where the answer holds more. Each is
   * checked by itself.
   *
   * @example { "open": "http://127.0.0.1:9000/metrics#pool_open" }
   */
  gauges: gauges.optional(),
  /**
   * It shows what goes wrong: its checks are reported and do not decide the run's status.
   *
   * @default false
   * @example true
   */
  contrast: z.boolean().optional(),
  /** Flags for its Node. @default [] @example ['--max-http-header-size=32768'] */
  execArgv: z.array(z.string()).optional(),
});

/** A client module by path, or a function that makes a client. */
export type ClientConfiguration = z.input<typeof clientConfigurationSchema>;

export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ParsedScenario = z.output<typeof scenarioSchema>;

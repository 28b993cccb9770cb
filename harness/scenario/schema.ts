import { z } from 'zod';
import type { GaugeKey } from '../core/gauge-names.ts';
import type { METRIC_NAMES } from '../core/metric-names.ts';
import { parseThreshold } from '../core/threshold.ts';
import { allowSchema } from './allow.ts';
import type { FaultInput } from './faults.ts';
import type { LoadInput } from './loads/index.ts';
import { request } from './request.ts';
import type { Prepare } from './types.ts';
import { atLeastOne, milliseconds, wholeNumberFrom } from './values.ts';

const count = wholeNumberFrom(0);

const behaviour = z.strictObject({
  delayMs: milliseconds.optional(),
  idleTimeoutMs: milliseconds.optional(),
  keepAliveHint: z.boolean().optional(),
  maxRequestsPerConnection: count.optional(),
  refuseFirst: count.optional(),
  /** Each is checked by its kind, like the options of a transport. */
  faults: z
    .array(
      z.custom<FaultInput>((value) => typeof value === 'object' && value !== null, {
        error: "a fault such as { kind: 'hang' }",
      }),
    )
    .optional(),
});

const target = z.strictObject({
  kind: z.enum(['loki', 'docker', 'http']),
  socket: z.enum(['tcp', 'unix']).optional(),
  behaviour: behaviour.optional(),
});

/** Checked by its executor, like the options of a transport. */
const load = z.custom<LoadInput>((value) => typeof value === 'object' && value !== null, { error: 'object' });

/** Fewer cycles than the leak rule can judge would say nothing. */
const cycles = z.custom<number>((value) => value === 0 || (Number.isInteger(value) && (value as number) >= 10), {
  error: ({ input }) => `0 for none, or a whole number from 10 up, not ${JSON.stringify(input)}`,
});

const growth = z.strictObject({ cycles: cycles.optional(), requests: atLeastOne.optional() });

/** Checked beside the gauges that configurations have. */
const bounded = z.custom<(typeof METRIC_NAMES)[number] | GaugeKey>(() => true);

const bound = z.string().refine((text) => parseThreshold(text) !== undefined, {
  error: ({ input }) => `a bound such as '<50' or '>=0.99', not ${JSON.stringify(input)}`,
});

/** A scenario file, but for its load and configurations: their keys depend on executor and transport. */
export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'lower-case letters, digits and dashes' }),
  about: z.string().optional(),
  tags: z.array(z.string()).optional(),
  target,
  requests: z.array(request).min(1).optional(),
  load: load.optional(),
  growth: growth.optional(),
  probe: z.boolean().optional(),
  /** Builds what the scenario needs, before it is played; a sentence says why it cannot be played here. */
  prepare: z.custom<Prepare>((value) => typeof value === 'function', { error: 'a function' }).optional(),
  expect: z.partialRecord(bounded, bound).optional(),
  configurations: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((all) => Object.keys(all).length > 0, { error: 'at least one configuration' }),
});

/** What every configuration of a transport may say beside the transport's own options. */
export const commonConfigurationSchema = z.strictObject({
  contrast: z.boolean().optional(),
  /** The limit that it is judged by, where the transport has no such setting. */
  declaredLimit: atLeastOne.optional(),
  allow: allowSchema.optional(),
  execArgv: z.array(z.string()).optional(),
});

/** A configuration that puts a client module (a path, relative to the scenario file) or a function under test. */
export const clientConfigurationSchema = z.strictObject({
  client: z.union([z.string(), z.custom((value) => typeof value === 'function')], {
    error: 'the path of a client module, or a function that makes a client',
  }),
  connections: atLeastOne.optional(),
  /** The most idle connections that it keeps, and for how long. */
  idle: count.optional(),
  idleMs: atLeastOne.optional(),
  /** It retires a connection after this many requests. */
  rotation: atLeastOne.optional(),
  allow: allowSchema.optional(),
  /** Each is checked by itself, as the URL that it is. */
  gauges: z.unknown().optional(),
  contrast: z.boolean().optional(),
  execArgv: z.array(z.string()).optional(),
});

export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ParsedScenario = z.output<typeof scenarioSchema>;

import { z } from 'zod';
import { allowSchema } from './allow.ts';
import type { ExpectInput } from './expect.ts';
import type { FaultInput } from './faults.ts';
import type { LoadInput } from './loads/index.ts';
import { LONGEST_NAME } from './names.ts';
import { rateLimit } from './rate-limit.ts';
import { request } from './request.ts';
import type { CreateClient, Prepare } from './types.ts';
import { atLeastOne, milliseconds, wholeNumberFrom } from './values.ts';

const count = wholeNumberFrom(0);

const SCENARIO_NAME = `1 to ${LONGEST_NAME} lower-case letters, digits and dashes`;

const behaviour = z.strictObject({
  delayMs: milliseconds.optional(),
  idleTimeoutMs: milliseconds.optional(),
  keepAliveHint: z.boolean().optional(),
  maxRequestsPerConnection: count.optional(),
  refuseFirst: count.optional(),
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
const cycles = z
  .custom<number>((value) => value === 0 || (Number.isInteger(value) && (value as number) >= 10), {
    error: ({ input }) => `0 for none, or a whole number from 10 up, not ${JSON.stringify(input)}`,
  })
  .meta({ type: 'integer', anyOf: [{ const: 0 }, { minimum: 10 }] });

const growth = z.strictObject({
  cycles: cycles.optional(),
  requests: atLeastOne.optional(),
});

/** Names and bounds are checked beside the gauges that configurations have. */
const expect = z.custom<ExpectInput>((value) => typeof value === 'object' && value !== null, { error: 'object' });

/** A scenario file, but for its load and configurations: their keys depend on executor and transport. */
export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, { error: SCENARIO_NAME }),
  about: z.string().optional(),
  tags: z.array(z.string()).optional(),
  target,
  requests: z.array(request).min(1).optional(),
  load: load.optional(),
  growth: growth.optional(),
  probe: z.boolean().optional(),
  prepare: z.custom<Prepare>((value) => typeof value === 'function', { error: 'a function' }).optional(),
  expect: expect.optional(),
  configurations: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((all) => Object.keys(all).length > 0, { error: 'at least one configuration' }),
});

const gauges = z
  .custom<Record<string, string>>(() => true)
  .meta({ type: 'object', additionalProperties: { type: 'string' } });

/** What every configuration of a transport may say beside the transport's own options. */
export const commonConfigurationSchema = z.strictObject({
  contrast: z.boolean().optional(),
  declaredLimit: atLeastOne.optional(),
  allow: allowSchema.optional(),
  gauges: gauges.optional(),
  execArgv: z.array(z.string()).optional(),
});

const client = z
  .custom<string | CreateClient>((value) => typeof value === 'string' || typeof value === 'function', {
    error: 'the path of a client module, or a function that makes a client',
  })
  .meta({ type: 'string' });

/** A configuration that puts a client module (a path, relative to the scenario file) or a function under test. */
export const clientConfigurationSchema = z.strictObject({
  client,
  connections: atLeastOne.optional(),
  idle: count.optional(),
  idleMs: atLeastOne.optional(),
  rotation: atLeastOne.optional(),
  lifetimeMs: atLeastOne.optional(),
  rateLimit: rateLimit.optional(),
  allow: allowSchema.optional(),
  gauges: gauges.optional(),
  contrast: z.boolean().optional(),
  execArgv: z.array(z.string()).optional(),
});

export type ParsedScenario = z.output<typeof scenarioSchema>;

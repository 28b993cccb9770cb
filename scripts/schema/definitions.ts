import { z } from 'zod';
import { METRIC_NAMES } from '../../harness/core/metric-names.ts';
import { unitsOf } from '../../harness/core/threshold.ts';
import type { AllowInput } from '../../harness/scenario/allow.ts';
import type { ClientConfiguration } from '../../harness/scenario/configuration-input.ts';
import type { ScenarioDefinition } from '../../harness/scenario/define.ts';
import type { ExpectInput } from '../../harness/scenario/expect.ts';
import { FAULTS, type FaultInput } from '../../harness/scenario/faults.ts';
import { COMMON_OPTIONS } from '../../harness/scenario/loads/common.ts';
import { DEFAULT_EXECUTOR, LOAD_KINDS, type LoadInput } from '../../harness/scenario/loads/index.ts';
import { type ProgramInput, programConfigurationSchema } from '../../harness/scenario/programs/schema.ts';
import { type RequestInput, request } from '../../harness/scenario/request.ts';
import type { TargetInput } from '../../harness/scenario/scenario-input.ts';
import { clientConfigurationSchema, commonConfigurationSchema, scenarioSchema } from '../../harness/scenario/schema.ts';
import type { TransportConfiguration } from '../../harness/scenario/transports/configuration.ts';
import { TRANSPORT_KINDS } from '../../harness/scenario/transports/index.ts';

// A scenario is checked in parts, some of which depend on others. Here they are put together to one zod schema of the
// whole document, each part under a name of its own.

/**
 * The parts by name, as an editor types them: their doc comments are those of the schema and of the reference.
 *
 * @public `readDocComments` asks TypeScript for it by its name.
 */
export interface TypesOfParts {
  scenario: ScenarioDefinition;
  target: TargetInput;
  request: RequestInput;
  load: LoadInput;
  allow: AllowInput;
  expect: ExpectInput;
  client: ClientConfiguration;
  program: ProgramInput;
  faults: { [Kind in FaultInput['kind']]: Extract<FaultInput, { kind: Kind }> };
  transports: { [Name in TransportConfiguration['transport']]: Extract<TransportConfiguration, { transport: Name }> };
}

const named = <Schema extends z.ZodType>(id: string, schema: Schema): Schema => schema.meta({ id });

const allow = named('allow', clientConfigurationSchema.shape.allow.unwrap());
const common = commonConfigurationSchema.extend({ allow: allow.optional() });

const fault: z.ZodType = named(
  'fault',
  z.lazy(() => oneOf(faults)),
);
const faults = Object.entries(FAULTS).map(([kind, options]) => {
  const inner = kind === 'burst' ? { fault } : {};
  return named(`fault.${kind}`, z.strictObject({ kind: z.literal(kind), ...options, ...inner }));
});

const transport: z.ZodType = named(
  'transport',
  z.lazy(() => oneOf(transports)),
);
const transports = TRANSPORT_KINDS.map(({ name, options }) => {
  const { shape } = options as unknown as z.ZodObject;
  const inner = 'around' in shape ? { around: transport } : {};
  const own = { transport: z.literal(name), ...shape, ...inner };
  return named(`transport.${name}`, z.strictObject({ ...own, ...common.shape }));
});

const requestPart = named('request', request.extend({}));
const loads = Object.entries(LOAD_KINDS).map(([executor, { options }]) => {
  const literal = z.literal(executor);
  const name = executor === DEFAULT_EXECUTOR ? literal.optional() : literal;
  return z.strictObject({ executor: name, ...options, ...COMMON_OPTIONS });
});
const target = scenarioSchema.shape.target;
const behaviour = target.shape.behaviour.unwrap().extend({ faults: z.array(fault).optional() });
const bounds = Object.fromEntries(METRIC_NAMES.map((name) => [name, boundOf(name).optional()]));
const expect = z.strictObject(bounds).meta({
  id: 'expect',
  // The names of gauges are those of the configurations.
  patternProperties: { '^gauge\\.': { type: 'string', pattern: boundPattern('') } },
});

const { prepare: _, ...json } = scenarioSchema.shape;

/** The whole of a scenario in JSON, where functions have no place. */
export const scenarioDocument = z.strictObject({
  ...json,
  target: named('target', target.extend({ behaviour: behaviour.optional() })),
  requests: z.array(requestPart).min(1).optional(),
  load: named('load', oneOf(loads)).optional(),
  expect: expect.optional(),
  configurations: z.record(
    z.string(),
    z.union([
      ...transports,
      named('client', clientConfigurationSchema.extend({ allow: allow.optional() })),
      named(
        'program',
        programConfigurationSchema.extend({
          allow: allow.optional(),
          requests: z.array(requestPart).min(1).optional(),
        }),
      ),
    ]),
  ),
});

/** A list that was computed, and is not empty. */
function oneOf(schemas: readonly z.ZodType[]): z.ZodType {
  return z.union(schemas as [z.ZodType, ...z.ZodType[]]);
}

function boundOf(metric: string): z.ZodType {
  return z.string().regex(new RegExp(boundPattern(metric)));
}

function boundPattern(metric: string): string {
  const units = Object.keys(unitsOf(metric)).join('|');
  return `^\\s*(<=|>=|==|<|>)\\s*-?\\d+(\\.\\d+)?\\s*${units && `(${units})?\\s*`}$`;
}

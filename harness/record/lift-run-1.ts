import { z } from 'zod';
import { ledgerWindowSchema } from './evidence/ledger.ts';
import { requestTallySchema } from './evidence/requests.ts';
import { collectedListenersSchema, snapshotSchema } from './evidence/subject.ts';
import { kindOf, PHASE_NAMES, PHASES, type PhaseName } from './phases/table.ts';
import { runSchema, SCHEMA_NAME } from './schema.ts';

// 'poolproof/run@1' kept what was seen of a phase in several maps, some by the phase's name, some by another one.

export const RUN_1_SCHEMA_NAME = 'poolproof/run@1';

/** The same figure under its word of today. */
const renamed = (older: string, today: string) => (value: unknown) => {
  if (typeof value !== 'object' || value === null || !(older in value)) return value;
  const { [older]: figure, ...others } = value as Record<string, unknown>;
  return { ...others, [today]: figure };
};

const ledgerWindow = z.preprocess(renamed('quiet', 'idle'), ledgerWindowSchema);
const ofProbe = z.preprocess(renamed('stills', 'noProgress'), requestTallySchema);
const tally = z.preprocess(renamed('stills', 'noProgress'), requestTallySchema.nullable());

const evidenceSchema = z.looseObject({
  ledger: z.record(z.string(), ledgerWindow),
  requests: z.object({ warmup: tally, load: tally }),
  again: tally,
  borders: z.record(z.string(), snapshotSchema),
  uncollected: z
    .object({
      load: snapshotSchema.nullable(),
      again: snapshotSchema.nullable(),
      listeners: collectedListenersSchema.nullable(),
    })
    .default({ load: null, again: null, listeners: null }),
  growth: z.looseObject({ tally }),
  calledOff: tally.default(null),
  /** By the name of the phase without 'probe: '. */
  probes: z.record(z.string(), ofProbe),
});

const caseSchema = z.looseObject({
  phases: z.array(z.object({ name: z.enum(PHASE_NAMES), startMs: z.number(), endMs: z.number() })),
  evidence: evidenceSchema,
});

/** A run of the older schema as one of today's. */
export const liftedRunSchema = z
  .looseObject({ cases: z.array(caseSchema) })
  // What is no run is refused by the schema that comes next.
  .transform(
    ({ cases, ...run }) => ({ ...run, schema: SCHEMA_NAME, cases: cases.map(liftCase) }) as z.input<typeof runSchema>,
  )
  .pipe(runSchema);

function liftCase({ phases: times, evidence, ...others }: z.infer<typeof caseSchema>) {
  const { ledger, requests, again, borders, uncollected, growth, calledOff, probes, ...kept } = evidence;
  const { tally: ofCycles, ...cycles } = growth;
  const tallies: Partial<Record<string, z.infer<typeof tally>>> = {
    [PHASES.warmup.name]: requests.warmup,
    [PHASES.load.name]: requests.load,
    [PHASES.again.name]: again,
    [PHASES.growth.name]: ofCycles,
    ...Object.fromEntries(Object.entries(probes).map(([name, seen]) => [`probe: ${name}`, seen])),
  };
  const uncollectedAt: Partial<Record<PhaseName, z.infer<typeof snapshotSchema> | null>> = {
    [PHASES.collect.name]: uncollected.load,
    [PHASES.again.name]: uncollected.again,
  };
  const phases = times.map(({ name, startMs, endMs }) => ({
    name,
    role: kindOf(name).role,
    client: kindOf(name).client,
    startMs,
    endMs,
    ledger: ledger[name],
    tally: tallies[name] ?? null,
    calledOff: name === PHASES.growth.name ? calledOff : null,
    uncollected: uncollectedAt[name] ?? null,
    collectedListeners: name === PHASES.collect.name ? uncollected.listeners : null,
    snapshot: borders[name] ?? null,
  }));
  return { ...others, evidence: { phases, ...kept, growth: cycles } };
}

import { z } from 'zod';
import { COMPARED_METRICS, type ComparedMetric } from '../core/metric-names.ts';
import { checkSchema, environmentSchema } from './schema.ts';

export const NIGHT_SCHEMA_NAME = 'poolproof/night@1';
export const MEASURED_NIGHT_SCHEMA_NAME = 'poolproof/measured-night@1';

// A night twice: as it was measured (rounds, to be judged again by a better rule) and as the history keeps it (one
// figure for each series). Both are lines of NDJSON.

const seriesMetricSchema = z.enum(COMPARED_METRICS);

const windowSchema = z.partialRecord(seriesMetricSchema, z.number().nullable());

/** One round: the windows of two that are compared. */
export const pairedRoundSchema = z.object({ subject: windowSchema, control: windowSchema });

const nightHead = {
  id: z.string().min(1),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Of the order of the rounds. */
  seed: z.int(),
  /** `git` is the commit that was measured, with a plus sign where files differed from it. */
  environment: environmentSchema,
};

const nightCaseHead = {
  scenario: z.string().min(1),
  configuration: z.string().min(1),
  /** All that the ratio depends on beside the subject: who the control is, on which target, under which load. */
  control: z.string(),
  /** Whether the control measured the same as its twin. Ratios to one that did not are gaps. */
  trusted: z.boolean(),
  /** The verdicts that are exact whatever the machine does: counts of connections and handles. */
  checks: z.array(checkSchema.omit({ details: true })),
  /** Connections of the scenario's own run, counted by the server; null where they were not. */
  counts: z.record(z.string(), z.number().nullable()),
};

const caseName = ({ scenario, configuration }: { scenario: string; configuration: string }) =>
  `${scenario} / ${configuration}`;

/** A night has each of its cases once, and a case each of its metrics. */
function refuseTwice<T>(nameOf: (one: T) => string) {
  return (all: T[], context: z.RefinementCtx) => {
    const names = all.map(nameOf);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `${twice} is there twice` });
  };
}

/** What a night's runner hands over. */
export const measuredNightSchema = z.object({
  schema: z.literal(MEASURED_NIGHT_SCHEMA_NAME),
  ...nightHead,
  cases: z.array(z.object({ ...nightCaseHead, rounds: z.array(pairedRoundSchema) })).superRefine(refuseTwice(caseName)),
  /**
   * The comparisons with the last good commit that this night asked for, under the key that saved nights have;
   * `control` is the good commit's window.
   */
  trials: z.array(
    z.object({
      scenario: z.string(),
      configuration: z.string(),
      good: z.string(),
      /** A sentence says why there are none. */
      rounds: z.union([z.array(pairedRoundSchema), z.string()]),
      /** What else differs between the two commits and may be the difference. */
      note: z.string().nullable(),
    }),
  ),
});

/** One series of one night: a metric of a configuration of a scenario. */
const seriesPointSchema = z.object({
  metric: seriesMetricSchema,
  /**
   * Configuration / control over the rounds, with its 95 % interval; null where it was not measured or has no bounds.
   */
  ratio: z.number().positive().nullable(),
  low: z.number().positive().nullable(),
  high: z.number().positive().nullable(),
  rounds: z.number(),
  /** The middle of the rounds, in the metric's unit: to be looked at, never judged. */
  absolute: z.number().nullable(),
  controlAbsolute: z.number().nullable(),
  /** Whether the comparison with the last good commit confirmed it, where one was asked for. */
  conviction: z.enum(['slower', 'not slower', 'undecided', 'impossible']).nullable(),
  /** The comparison in a sentence. */
  trial: z.string().nullable(),
  /** Why a regression is accepted as the new level from this night on. */
  acknowledgement: z.string().nullable(),
});

/** A line of the history. */
export const nightSchema = z.object({
  schema: z.literal(NIGHT_SCHEMA_NAME),
  ...nightHead,
  cases: z
    .array(
      z.object({
        ...nightCaseHead,
        series: z.array(seriesPointSchema).superRefine(refuseTwice(({ metric }) => metric)),
      }),
    )
    .superRefine(refuseTwice(caseName)),
});

export type SeriesMetric = ComparedMetric;
export type PairedRound = z.infer<typeof pairedRoundSchema>;
export type MeasuredNight = z.infer<typeof measuredNightSchema>;
export type MeasuredNightCase = MeasuredNight['cases'][number];
export type Confirmation = MeasuredNight['trials'][number];
/** What a comparison of two commits says. */
export type ConfirmationRounds = Pick<Confirmation, 'rounds' | 'note'>;
export type StoredNight = z.infer<typeof nightSchema>;
export type NightCase = StoredNight['cases'][number];
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

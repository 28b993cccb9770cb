import { z } from 'zod';

const microseconds = z.number();

/** tinybench's own statistics of one task; one sample is the time until all requests of one batch were answered. */
const microTaskSchema = z.object({
  /** How many requests are sent at once; 1: one after the other. */
  batch: z.number(),
  samples: z.number(),
  meanUs: microseconds,
  p50Us: microseconds,
  p99Us: microseconds,
  /** Half the width of the mean's 95 % interval, in percent of the mean; it takes the samples as independent. */
  rmePercent: z.number(),
});

/** The cost of a request through one configuration, measured by tinybench in a process of its own. */
export const microSchema = z.object({
  scenario: z.string(),
  configuration: z.string(),
  node: z.string(),
  timeMs: z.number(),
  tasks: z.array(microTaskSchema),
});

/** The section of a comparison: what was measured, and why the others were not. */
export const microSectionSchema = z.object({
  measured: z.array(microSchema),
  missing: z.array(z.object({ configuration: z.string(), reason: z.string() })),
});

export type MicroTask = z.infer<typeof microTaskSchema>;
export type MicroSection = z.infer<typeof microSectionSchema>;
export type Micro = z.infer<typeof microSchema>;

import { z } from 'zod';
import { formatCount } from '../../core/units.ts';

/** Goroutines that began in one function: how many there are at the end, and how many there were at the first look. */
const functionLeftSchema = z.object({ name: z.string(), count: z.number(), before: z.number().nullable() });

/** A number that the subject told of itself; its values are in the snapshots, the cycles and the series. */
export const gaugeSchema = z.object({
  name: z.string(),
  url: z.string(),
  /** What was read out of the answer; null: it was one figure. */
  metric: z.string().nullable(),
  asked: z.number(),
  answered: z.number(),
  /** Why it could not be read when that first happened; null: it always could. */
  silent: z.string().nullable(),
  /** Why a leak cannot be read from it; null: it counts what there is. */
  unjudged: z.string().nullable(),
  /** The highest value of all looks; null: it was not read under load. */
  peak: z.number().nullable(),
  /** Of a goroutine profile: what there is more of at the end, most first. */
  left: z.array(functionLeftSchema),
});

/**
 * The gauges that count something, at one moment, by name. Null, or missing: not measured.
 */
export const gaugeCountsSchema = z.record(z.string(), z.number().nullable()).default({});

/** Why a gauge was not measured, or not at each look, for a list of what was not; null: it always answered. */
export function silenceText({ name, url, asked, answered, silent }: GaugeEvidence): string | null {
  if (silent === null) return null;
  const often = answered === 0 ? '' : ` in ${asked - answered} of ${formatCount(asked, 'look')}`;
  return `the gauge '${name}'${often}: ${url}: ${silent}`;
}

/** This many functions are named in a sentence. */
const FUNCTIONS_TOLD = 3;

/** 'net/http.(*persistConn).readLoop 50 times, main.poll 3 times (1 before)'. */
export function leftText({ left }: Pick<GaugeEvidence, 'left'>): string {
  const told = left.slice(0, FUNCTIONS_TOLD).map(({ name, count, before }) => {
    return `${name} ${formatCount(count, 'time')}${before ? ` (${before} before)` : ''}`;
  });
  const more = left.length - told.length;
  return told.join(', ') + (more > 0 ? ` and ${formatCount(more, 'other function')}` : '');
}

export type FunctionLeft = z.infer<typeof functionLeftSchema>;
export type GaugeEvidence = z.infer<typeof gaugeSchema>;
export type GaugeCounts = z.infer<typeof gaugeCountsSchema>;

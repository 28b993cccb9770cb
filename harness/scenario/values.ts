import { z } from 'zod';
import { type Duration, parseDurationMs } from '../core/units.ts';

// Values that scenario files hold, and what is said where they hold something else. What `meta` says of a value that is
// checked by a function of ours is what the JSON Schema says.

/** A whole number from 1 up: a limit of 0 would send nothing, and -1 is no limit in no library here. */
export const atLeastOne = wholeNumberFrom(1);

export function wholeNumberFrom(least: number) {
  return z
    .custom<number>((value) => Number.isInteger(value) && (value as number) >= least, {
      error: ({ input }) => `a whole number from ${least} up, not ${JSON.stringify(input)}`,
    })
    .meta({ type: 'integer', minimum: least });
}

export const milliseconds = z
  .number({ error: ({ input }) => `milliseconds as a number, not ${JSON.stringify(input)}` })
  .min(0);

/** A duration with its unit, which becomes milliseconds. */
export const duration = z
  .custom<Duration>((value) => typeof value === 'string', {
    error: ({ input }) => `a duration with its unit such as '10s', not ${JSON.stringify(input)}`,
  })
  .meta({ type: 'string', pattern: '^\\s*\\d+(\\.\\d+)?(ms|s|m|h)\\s*$' })
  .transform((text, context) => {
    const ms = parseDurationMs(text);
    if (ms !== undefined) return ms;
    context.addIssue({
      code: 'custom',
      message: `a duration with its unit such as '10s', not ${JSON.stringify(text)}`,
    });
    return z.NEVER;
  });

import { EXIT, PoolproofError } from '../../core/errors.ts';
import { type Duration, parseDurationMs } from '../../core/units.ts';

/** Milliseconds of an option that is a duration; undefined where it was not given. */
export function durationMs(option: string, text: Duration | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDurationMs(String(text));
  if (ms !== undefined) return ms;
  throw new PoolproofError(
    'MISUSED',
    `${option}: expected a duration with its unit such as '10s', not ${JSON.stringify(text)}`,
    {
      exitCode: EXIT.usage,
    },
  );
}

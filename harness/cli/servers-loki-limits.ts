import { DEFAULT_LIMITS, type Limits } from '../../servers/loki/options.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';

const NAMES = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];

/** Limits of the mock Loki by flags such as 'ingestionBytesPerSecond=4000000'. */
export function lokiLimits(flags: readonly string[]): Partial<Limits> {
  return Object.fromEntries(flags.map((flag) => readLimit(flag)));
}

function readLimit(flag: string): [string, number | boolean] {
  const [name = '', text = ''] = flag.split('=');
  const known = NAMES.find((one) => one === name);
  if (!known) {
    const near = nearestName(name, NAMES);
    throw wrong(flag, near ? `there is no such limit; did you mean '${near}'?` : `known: ${NAMES.join(', ')}`);
  }
  if (typeof DEFAULT_LIMITS[known] === 'boolean') {
    if (text !== 'true' && text !== 'false') throw wrong(flag, "expected 'true' or 'false' after the '='");
    return [known, text === 'true'];
  }
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < 0) throw wrong(flag, "expected a whole number after the '='");
  return [known, value];
}

function wrong(flag: string, why: string): PoolproofError {
  return new PoolproofError('INVALID_LIMIT', `--loki-limit '${flag}': ${why}`, { exitCode: EXIT.usage });
}

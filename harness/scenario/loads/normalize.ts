import { z } from 'zod';
import { nearestName } from '../../core/nearest.ts';
import { type Problem, problemsOf } from '../problems.ts';
import { COMMON_DEFAULTS, COMMON_OPTIONS } from './common.ts';
import { DEFAULT_EXECUTOR, type Executor, LOAD_KINDS, type Load } from './index.ts';
import { kindOf } from './load.ts';

type Input = Record<string, unknown>;

/** A load as its file wrote it, made whole; problems are added to `problems`, and undefined comes back. */
export function normalizeLoad(input: Input, problems: Problem[]): Load | undefined {
  const executor = String(input.executor ?? DEFAULT_EXECUTOR) as Executor;
  if (!Object.hasOwn(LOAD_KINDS, executor)) {
    const known = Object.keys(LOAD_KINDS);
    const near = nearestName(executor, known);
    const hint = near ? `did you mean '${near}'?` : `known: ${known.join(', ')}`;
    problems.push({ path: 'load.executor', message: `no executor is called '${executor}'; ${hint}` });
    return undefined;
  }
  const { options, defaults } = kindOf(executor);
  const schema = z.strictObject({ executor: z.literal(executor).optional(), ...options, ...COMMON_OPTIONS });
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, schema, { at: 'load' }));
    return undefined;
  }
  const { duration, warmup, ...rest } = parsed.data;
  const countOnly = rest.requests !== undefined && duration === undefined;
  return {
    ...{ executor, ...defaults, ...COMMON_DEFAULTS, ...given(rest) },
    // A run of 60 requests sends 60: without a duration there is no warm-up unless it is asked for.
    durationMs: countOnly ? null : (duration ?? COMMON_DEFAULTS.durationMs),
    warmupMs: warmup ?? (countOnly ? 0 : COMMON_DEFAULTS.warmupMs),
  } as Load;
}

function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

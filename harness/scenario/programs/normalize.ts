import path from 'node:path';
import { DEFAULT_CONNECTIONS } from '../../core/default-connections.ts';
import { normalizeAllow } from '../allow.ts';
import { normalizeGauges } from '../gauges.ts';
import { placeholdersIn } from '../placeholders.ts';
import { type Problem, problemsOf } from '../problems.ts';
import { normalizeRateLimit } from '../rate-limit.ts';
import { normalizeRequest } from '../request.ts';
import { placeholdersOf } from '../subjects.ts';
import type { Configuration, ProgramSpec, RequestSpec } from '../types.ts';
import { type ProgramInput, programConfigurationSchema } from './schema.ts';

/** Enough for a pool of some connections to be busy, and no more than a small machine ships. */
const DEFAULT_LINES_PER_SECOND = 1_000;
const ONE_GET: RequestSpec = { method: 'GET', path: '/', headers: {}, body: null, weight: 1, expectStatus: null };

/** Names that people give these keys elsewhere. */
const MEANT = {
  command: 'run',
  args: 'run, with the program first',
  maxSockets: 'connections',
  maxFreeSockets: 'idle',
  keepAliveTimeout: 'idleMs',
  execArgv: 'a flag in run: the program is started as it is written there',
};

/** A program as its file wrote it, made whole; problems are added to `problems`, and undefined comes back. */
export function normalizeProgram(
  name: string,
  input: unknown,
  { file, problems }: { file: string; problems: Problem[] },
): Configuration | undefined {
  const at = `configurations.${name}`;
  const parsed = programConfigurationSchema.safeParse(input);
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, programConfigurationSchema, { at, meant: MEANT }));
    return undefined;
  }
  const gauges = normalizeGauges(parsed.data.gauges, { at, known: placeholdersOf('program'), problems });
  return { ...programConfiguration(name, parsed.data, path.dirname(file)), gauges };
}

/** A program that is started in `cwd`, without gauges. */
export function programConfiguration(name: string, input: ProgramInput, cwd: string): Configuration {
  const { connections, idle, idleMs, rotation, allow, contrast } = input;
  return {
    name,
    contrast: contrast ?? false,
    subject: programSpec(input, cwd),
    gauges: [],
    connectionLimit: connections ?? toldLimit(input),
    idleLimit: idle ?? null,
    idleMs: idleMs ?? null,
    rotation: rotation ?? null,
    lifetimeMs: input.lifetimeMs ?? null,
    rateLimit: normalizeRateLimit(input.rateLimit),
    allow: normalizeAllow(allow),
    price: null,
    execArgv: [],
  };
}

/** A program that is told a limit in its arguments is held to it; one that nobody says it of has none that is known. */
function toldLimit({ run, env = {} }: ProgramInput): number | null {
  const isTold = [...run, ...Object.values(env)].some((text) => placeholdersIn(text).includes('connections'));
  return isTold ? DEFAULT_CONNECTIONS : null;
}

function programSpec(input: ProgramInput, cwd: string): ProgramSpec {
  const { run, drive, ready, env, requests, linesPerSecond, graceMs } = input;
  return {
    kind: 'program',
    run,
    cwd,
    env: env ?? {},
    drive: drive ?? 'own',
    ready: ready ? readyOf(ready) : drive === 'http' ? { port: true } : null,
    requests: requests ? requests.map(normalizeRequest) : [ONE_GET],
    linesPerSecond: linesPerSecond ?? DEFAULT_LINES_PER_SECOND,
    graceMs: graceMs ?? null,
  };
}

function readyOf(ready: NonNullable<ProgramInput['ready']>): ProgramSpec['ready'] {
  if (!('line' in ready)) return ready;
  const { line } = ready;
  return typeof line === 'string' ? { line, flags: '' } : { line: line.source, flags: line.flags };
}

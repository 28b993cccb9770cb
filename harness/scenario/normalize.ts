import { EXIT, PoolproofError } from '../core/errors.ts';
import { normalizeConfiguration } from './configuration.ts';
import { DEFAULT_BEHAVIOUR, DEFAULT_GROWTH, DEFAULT_SOCKET, defaultRequests, STREAM_PATH } from './defaults.ts';
import { problemsOfExpect } from './expect.ts';
import { type FaultSpec, normalizeFault } from './faults.ts';
import { normalizeLoad } from './loads/normalize.ts';
import { problemsOfNames } from './names.ts';
import { type Problem, problemsOf } from './problems.ts';
import { normalizeRequest } from './request.ts';
import { type ParsedScenario, scenarioSchema } from './schema.ts';
import type { Behaviour, Growth, Load, Scenario, TargetKind, TargetSpec } from './types.ts';

/**
 * A scenario as its file exports it, checked and made whole; throws with all problems at once. One that is handed over
 * by the process that runs it has no file that could be imported again: its functions stay in that process.
 */
export function normalizeScenario(input: unknown, file: string, { isHere = false } = {}): Scenario {
  const problems: Problem[] = [];
  const load = normalizeLoad(objectAt('load', input), problems);
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) problems.push(...problemsOf(parsed.error, scenarioSchema));
  problems.push(...problemsOfNames(Object.keys(objectAt('configurations', input))));
  const configurations = Object.entries(objectAt('configurations', input)).flatMap(([name, configuration]) =>
    isObject(configuration) ? (normalizeConfiguration(name, configuration, { file, isHere, problems }) ?? []) : [],
  );
  const gauges = configurations.flatMap((one) => one.gauges.map(({ name }) => name));
  problems.push(...problemsOfExpect(objectAt('expect', input), gauges));
  const faults = parsed.data && normalizeFaults(parsed.data.target, problems);
  if (parsed.data && load) problems.push(...streamsOf(parsed.data.target.kind, load));
  if (!parsed.success || !load || problems.length > 0) throw invalid(file, problems);
  const { name, about, tags, target, requests, growth, probe, prepare, expect } = parsed.data;
  return {
    name,
    about: about ?? '',
    tags: tags ?? [],
    file,
    target: normalizeTarget(target, faults ?? []),
    requests: requests ? requests.map(normalizeRequest) : defaultRequests(target.kind),
    load,
    configurations,
    growth: { ...DEFAULT_GROWTH, ...given(growth ?? {}) } as Growth,
    probe: probe ?? false,
    ...(prepare && { prepare }),
    expect: (expect ?? {}) as Record<string, string>,
  };
}

/** What can be looked at under a key, also in a file that is wrong elsewhere, so that all problems come at once. */
function objectAt(key: string, input: unknown): Record<string, unknown> {
  const value = isObject(input) ? input[key] : undefined;
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Streams need a response that never ends, which not every target has. */
function streamsOf(kind: TargetKind, { streams }: Load): Problem[] {
  if (streams === 0 || STREAM_PATH[kind] !== null) return [];
  const able = Object.entries(STREAM_PATH).flatMap(([kind, path]) => (path === null ? [] : [`'${kind}'`]));
  const message = `a '${kind}' target has no response that never ends; leave it out, or take ${able.join(' or ')}`;
  return [{ path: 'load.streams', message }];
}

function normalizeFaults({ behaviour }: ParsedScenario['target'], problems: Problem[]): FaultSpec[] {
  return (behaviour?.faults ?? []).flatMap((input, index) => {
    return normalizeFault(input, `target.behaviour.faults.${index}`, problems) ?? [];
  });
}

function normalizeTarget(target: ParsedScenario['target'], faults: FaultSpec[]): TargetSpec {
  const { faults: _, ...plain } = target.behaviour ?? {};
  const behaviour = { ...DEFAULT_BEHAVIOUR[target.kind], ...given(plain) } as Behaviour;
  if (faults.length > 0) behaviour.faults = faults;
  // Loki's and Docker's own times are known; a plain server's is one of many.
  const assumesIdleTime = target.kind === 'http' && plain.idleTimeoutMs === undefined;
  return {
    kind: target.kind,
    socket: target.socket ?? DEFAULT_SOCKET[target.kind],
    behaviour,
    ...(assumesIdleTime && { assumesIdleTime }),
  };
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function invalid(file: string, problems: Problem[]): PoolproofError {
  const details = problems.map(({ path, message }) => `${path}: ${message}`);
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new PoolproofError('INVALID_SCENARIO', `${file} has ${count}:`, { exitCode: EXIT.input, details });
}

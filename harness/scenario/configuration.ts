import path from 'node:path';
import { DEFAULT_CONNECTIONS } from '../core/default-connections.ts';
import { nearestName } from '../core/nearest.ts';
import { normalizeAllow } from './allow.ts';
import { normalizeGauges } from './gauges.ts';
import { type Problem, problemsOf } from './problems.ts';
import { normalizeProgram } from './programs/normalize.ts';
import { normalizeRateLimit } from './rate-limit.ts';
import { clientConfigurationSchema, commonConfigurationSchema } from './schema.ts';
import { placeholdersOf } from './subjects.ts';
import { findTransportKind, TRANSPORT_KINDS } from './transports/index.ts';
import type { TransportKind } from './transports/kind.ts';
import type { ClientSpec, Configuration, CreateClient } from './types.ts';

type Input = Record<string, unknown>;

interface Context {
  file: string;
  /** Its functions are those of this process, and no file has them. */
  isHere?: boolean;
  problems: Problem[];
}

/** A configuration as its file wrote it, made whole; problems are added to `problems`, and undefined comes back. */
export function normalizeConfiguration(name: string, input: Input, context: Context): Configuration | undefined {
  if ('run' in input) return normalizeProgram(name, input, context);
  if ('client' in input) return normalizeClient(name, input, context);
  if (typeof input.transport === 'string') return normalizeTransport(name, input, context);
  context.problems.push({
    path: `configurations.${name}`,
    message: `expected 'transport' (${transportNames().join(', ')}) 'client' (the path of a client module) or 'run' (a program and its arguments)`,
  });
  return undefined;
}

function normalizeClient(name: string, input: Input, { file, isHere = false, problems }: Context) {
  const at = `configurations.${name}`;
  const gauges = normalizeGauges(input.gauges, { at, known: placeholdersOf('module'), problems });
  const parsed = clientConfigurationSchema.safeParse(input);
  if (!parsed.success) {
    const meant = {
      maxSockets: 'connections',
      maxFreeSockets: 'idle',
      keepAliveTimeout: 'idleMs',
      maxRequestsPerClient: 'rotation',
      clientTtl: 'lifetimeMs',
    };
    problems.push(...problemsOf(parsed.error, clientConfigurationSchema, { at, meant }));
    return undefined;
  }
  const { client, connections, idle, idleMs, rotation, allow, contrast, execArgv } = parsed.data;
  return {
    name,
    contrast: contrast ?? false,
    subject: clientSpec(name, client as string | CreateClient, { file, isHere }),
    connectionLimit: connections ?? DEFAULT_CONNECTIONS,
    idleLimit: idle ?? null,
    idleMs: idleMs ?? null,
    rotation: rotation ?? null,
    lifetimeMs: parsed.data.lifetimeMs ?? null,
    rateLimit: normalizeRateLimit(parsed.data.rateLimit),
    allow: normalizeAllow(allow),
    gauges,
    price: null,
    execArgv: execArgv ?? [],
  } satisfies Configuration;
}

function clientSpec(
  configuration: string,
  client: string | CreateClient,
  { file, isHere }: Pick<Context, 'file' | 'isHere'>,
): ClientSpec {
  if (typeof client === 'string') return { kind: 'module', file: path.resolve(path.dirname(file), client) };
  if (isHere) return { kind: 'in-process', createClient: client };
  return { kind: 'function', scenarioFile: file, configuration };
}

function normalizeTransport(
  name: string,
  input: Input,
  { problems }: Pick<Context, 'problems'>,
): Configuration | undefined {
  const { transport, contrast, execArgv, declaredLimit, allow, gauges: asked, ...options } = input;
  const at = `configurations.${name}`;
  const gauges = normalizeGauges(asked, { at, known: placeholdersOf('transport'), problems });
  const parsed = commonConfigurationSchema.safeParse({ contrast, execArgv, declaredLimit, allow });
  if (!parsed.success) problems.push(...problemsOf(parsed.error, commonConfigurationSchema, { at }));
  const kind = checkTransport(String(transport), options, { at, problems, alsoKnown: COMMON_KEYS });
  if (!kind || !parsed.success) return undefined;
  return {
    name,
    contrast: parsed.data.contrast ?? false,
    subject: { kind: 'transport', transport: kind.name, options },
    connectionLimit: parsed.data.declaredLimit ?? kind.connectionLimit(options),
    idleLimit: kind.idleLimit(options),
    ...timesOf(options),
    rateLimit: null,
    allow: normalizeAllow(parsed.data.allow),
    gauges,
    price: kind.price,
    execArgv: parsed.data.execArgv ?? [],
  };
}

/** Beside the options of its transport; what a wrapper is around has none of them but its name. */
const COMMON_KEYS = ['transport', ...Object.keys(commonConfigurationSchema.shape)];

/** The transport's kind if it and its options, and those of a transport that it wraps, are sound. */
function checkTransport(
  transport: string,
  options: Input,
  { at, problems, alsoKnown }: { at: string; problems: Problem[]; alsoKnown: readonly string[] },
): TransportKind | undefined {
  const kind = findTransportKind(transport);
  if (!kind) {
    const near = nearestName(transport, transportNames());
    const hint = near ? `did you mean '${near}'?` : `known: ${transportNames().join(', ')}`;
    problems.push({ path: `${at}.transport`, message: `no transport is called '${transport}'; ${hint}` });
    return undefined;
  }
  const parsed = kind.options.safeParse(options);
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, kind.options, { at, meant: kind.meant, alsoKnown }));
    return undefined;
  }
  if (!isWrapper(options)) return kind;
  const { transport: inner, ...innerOptions } = options.around;
  return checkTransport(inner, innerOptions, { at: `${at}.around`, problems, alsoKnown: ['transport'] }) && kind;
}

/** undici's names for them, and that of node:http, of the transport that opens the connections. */
function timesOf(options: Input): Pick<Configuration, 'idleMs' | 'rotation' | 'lifetimeMs'> {
  if (isWrapper(options)) return timesOf(options.around);
  const { keepAliveTimeout, timeout, maxRequestsPerClient, clientTtl } = options;
  return {
    idleMs: positive(keepAliveTimeout ?? timeout),
    rotation: positive(maxRequestsPerClient),
    lifetimeMs: positive(clientTtl),
  };
}

/** 0 is 'for ever'. */
function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}

function isWrapper(options: Input): options is { around: { transport: string } & Input } {
  return typeof options.around === 'object' && options.around !== null && 'transport' in options.around;
}

function transportNames(): string[] {
  return TRANSPORT_KINDS.map((kind) => kind.name);
}

import { z } from 'zod';
import { nearestName } from '../core/nearest.ts';
import { type Problem, problemsOf } from './problems.ts';
import { atLeastOne, duration, milliseconds, wholeNumberFrom } from './values.ts';

// What a scenario may say about the faults of its target; the code of each stands in `servers/faults` under its kind.

const when = {
  /** When of the load it begins. @default '0s' @example '2s' */
  from: duration.optional(),
  /** When of the load it ends; without it never. @example '4s' */
  to: duration.optional(),
};

/** Which part of the requests (for `slow-accept` and `refuse`: of the connections) is hit, and when of the load. */
const hits = {
  ...when,
  /**
   * The share of requests that it hits, 0 to 1 (of 'slow-accept' and 'refuse': of connections).
   *
   * @default 1
   * @example 0.1
   */
  share: z.number({ error: share }).min(0, { error: share }).max(1, { error: share }).optional(),
  /** Draws other ones with the same share. @default 1 @example 2 */
  seed: wholeNumberFrom(0).optional(),
};

const offset = z.int({ error: 'a whole number of bytes other than 0' }).refine((by) => by !== 0, {
  error: 'a whole number of bytes other than 0',
});

/** The options of each kind; their comments are what an editor shows. */
export const FAULTS = {
  none: { ...hits },
  latency: {
    ...hits,
    /** How long an answer waits, in milliseconds. @example 20 */
    ms: milliseconds,
    /** It waits up to this much longer or shorter, drawn, in milliseconds. @default 0 @example 5 */
    spreadMs: milliseconds.optional(),
  },
  'slow-accept': {
    ...hits,
    /** How long a connection is not looked at, in milliseconds. @example 250 */
    ms: milliseconds,
  },
  'slow-body': {
    ...hits,
    /** How fast the body comes, in bytes a second. @example 10000 */
    bytesPerSecond: atLeastOne,
  },
  trickle: {
    ...hits,
    /** How long after another each byte comes, in milliseconds. @default 1 @example 5 */
    everyMs: milliseconds.optional(),
  },
  hang: { ...hits },
  status: {
    ...hits,
    /** The status that is answered instead. @example 503 */
    status: z.int({ error: statusCode }).min(200).max(599),
  },
  reset: {
    ...hits,
    /** When the connection is reset. @example 'mid-body' */
    at: z.enum(['before-headers', 'after-headers', 'mid-body']),
  },
  'half-close': { ...hits },
  'truncated-body': { ...hits },
  'wrong-length': {
    ...hits,
    /** By how many bytes Content-Length is off. @example -1 */
    by: offset,
  },
  rotation: {
    ...hits,
    /** `Connection: close` after this many requests; this or `after` is needed. @example 100 */
    requests: atLeastOne.optional(),
    /** `Connection: close` after this long; this or `requests` is needed. @example '1s' */
    after: duration.optional(),
  },
  'idle-close': {
    ...hits,
    /** A connection is closed exactly this long after an answer, in milliseconds. @example 500 */
    ms: milliseconds,
    /** Whether answers carry `Keep-Alive: timeout=`. @default false @example true */
    hint: z.boolean().optional(),
  },
  'connection-close': { ...hits },
  refuse: {
    ...hits,
    /** Only this many connections, the first ones; without it all that are hit. @example 2 */
    first: atLeastOne.optional(),
  },
  'rate-limit': {
    ...hits,
    /** This many requests are answered, those beyond get 429. @example 10 */
    requests: atLeastOne,
    /** The time in which they count. @default '1s' @example '500ms' */
    per: duration.optional(),
  },
  restart: {
    /** When of the load listener and connections close. @example '2s' */
    from: duration,
    /** How long it listens no more. @default '0s' @example '500ms' */
    down: duration.optional(),
  },
  burst: {
    ...hits,
    /** The length of a period. @example '1s' */
    every: duration,
    /** How long of each period the fault is on. @example '200ms' */
    for: duration,
    /** The fault, without words on whom it hits and when. @example { "kind": "hang" } */
    fault: z.record(z.string(), z.unknown()),
  },
};

export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

/** What a file writes for options: those that may be left out, and the others. */
type Written<Shape> = {
  [Key in keyof Shape as undefined extends z.input<Shape[Key]> ? Key : never]?: z.input<Shape[Key]>;
} & {
  [Key in keyof Shape as undefined extends z.input<Shape[Key]> ? never : Key]: z.input<Shape[Key]>;
};

/** As a file writes it: durations with their unit. */
export type FaultInput = { [K in FaultKind]: Fault<K> & Written<(typeof FAULTS)[K]> }[FaultKind];

type Fault<K> = {
  /** What goes wrong. @example 'latency' */
  kind: K;
};

// Once read, durations are numbers, and their unit is in their name.
const DURATIONS = ['from', 'to', 'after', 'per', 'down', 'every', 'for'] as const;
type DurationKey = (typeof DURATIONS)[number];
type InMs<T> = { [K in keyof T as K extends DurationKey ? `${K}Ms` : K]: T[K] };

type Read<K extends FaultKind> = InMs<z.output<z.ZodObject<(typeof FAULTS)[K]>>>;

type PlainKind = Exclude<FaultKind, 'burst'>;

interface BurstSpec extends Omit<Read<'burst'>, 'fault'> {
  kind: 'burst';
  fault: FaultSpec;
}

/** A fault as it has been read. */
export type FaultSpec = { [K in PlainKind]: { kind: K } & Read<K> }[PlainKind] | BurstSpec;
export type FaultSpecOf<K extends FaultKind> = Extract<FaultSpec, { kind: K }>;

/** A fault as its file wrote it, checked; problems are added to `problems`, and undefined comes back. */
export function normalizeFault(input: Record<string, unknown>, at: string, problems: Problem[]): FaultSpec | undefined {
  const { kind, ...options } = input;
  if (!Object.hasOwn(FAULTS, String(kind))) {
    const near = nearestName(String(kind), FAULT_KINDS);
    const hint = near ? `did you mean '${near}'?` : `known: ${FAULT_KINDS.join(', ')}`;
    problems.push({ path: `${at}.kind`, message: `no fault is called '${String(kind)}'; ${hint}` });
    return undefined;
  }
  const schema = z.strictObject(FAULTS[kind as FaultKind] as z.ZodRawShape);
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, schema, { at, alsoKnown: ['kind'] }));
    return undefined;
  }
  const spec = { kind, ...inMs(parsed.data) } as FaultSpec;
  if (spec.kind === 'rotation' && spec.requests === undefined && spec.afterMs === undefined) {
    problems.push({ path: at, message: "expected 'requests' or 'after'" });
  }
  return spec.kind === 'burst' ? normalizeBurst(spec, at, problems) : spec;
}

/** The burst decides which requests are hit and when; what its fault says of that would have no effect. */
function normalizeBurst(burst: BurstSpec, at: string, problems: Problem[]): FaultSpec | undefined {
  const inner = burst.fault as unknown as Record<string, unknown>;
  if (burst.everyMs === 0) problems.push({ path: `${at}.every`, message: 'expected a duration above 0' });
  if (inner.kind === 'restart') {
    const message = "a restart has one moment, its 'from', and no bursts: list it as a fault of its own";
    problems.push({ path: `${at}.fault.kind`, message });
    return undefined;
  }
  for (const key of Object.keys(hits).filter((one) => one in inner)) {
    problems.push({
      path: `${at}.fault.${key}`,
      message: `has no effect inside a burst; say '${key}' of the burst itself`,
    });
  }
  const fault = normalizeFault(inner, `${at}.fault`, problems);
  return fault && { ...burst, fault };
}

function inMs(options: object): object {
  const named = Object.entries(options).map(([key, value]) => {
    return [DURATIONS.includes(key as DurationKey) ? `${key}Ms` : key, value];
  });
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

function share({ input }: { input: unknown }): string {
  return `a share from 0 to 1, not ${JSON.stringify(input)}`;
}

function statusCode({ input }: { input: unknown }): string {
  return `a status from 200 to 599, not ${JSON.stringify(input)}`;
}

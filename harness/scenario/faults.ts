import { z } from 'zod';
import { nearestName } from '../core/nearest.ts';
import { type Problem, problemsOf } from './problems.ts';
import { atLeastOne, duration, milliseconds, wholeNumberFrom } from './values.ts';

// What a scenario may say about the faults of its target; the code of each stands in `servers/faults` under its kind.

const when = { from: duration.optional(), to: duration.optional() };

/** Which part of the requests (for `slow-accept` and `refuse`: of the connections) is hit, and when of the load. */
const hits = {
  ...when,
  share: z.number({ error: share }).min(0, { error: share }).max(1, { error: share }).optional(),
  seed: wholeNumberFrom(0).optional(),
};

const offset = z.int({ error: 'a whole number of bytes other than 0' }).refine((by) => by !== 0, {
  error: 'a whole number of bytes other than 0',
});

const FAULTS = {
  none: z.strictObject({ ...hits }),
  latency: z.strictObject({ ...hits, ms: milliseconds, spreadMs: milliseconds.optional() }),
  'slow-accept': z.strictObject({ ...hits, ms: milliseconds }),
  'slow-body': z.strictObject({ ...hits, bytesPerSecond: atLeastOne }),
  trickle: z.strictObject({ ...hits, everyMs: milliseconds.optional() }),
  hang: z.strictObject({ ...hits }),
  status: z.strictObject({ ...hits, status: z.int({ error: statusCode }).min(200).max(599) }),
  reset: z.strictObject({ ...hits, at: z.enum(['before-headers', 'after-headers', 'mid-body']) }),
  'half-close': z.strictObject({ ...hits }),
  'truncated-body': z.strictObject({ ...hits }),
  'wrong-length': z.strictObject({ ...hits, by: offset }),
  rotation: z.strictObject({ ...hits, requests: atLeastOne.optional(), after: duration.optional() }),
  'idle-close': z.strictObject({ ...hits, ms: milliseconds, hint: z.boolean().optional() }),
  'connection-close': z.strictObject({ ...hits }),
  refuse: z.strictObject({ ...hits, first: atLeastOne.optional() }),
  'rate-limit': z.strictObject({ ...hits, requests: atLeastOne, per: duration.optional() }),
  restart: z.strictObject({ from: duration, down: duration.optional() }),
  burst: z.strictObject({ ...hits, every: duration, for: duration, fault: z.record(z.string(), z.unknown()) }),
};

export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

/** As a file writes it: durations with their unit. */
export type FaultInput = { [K in FaultKind]: { kind: K } & z.input<(typeof FAULTS)[K]> }[FaultKind];

// Once read, durations are numbers, and their unit is in their name.
const DURATIONS = ['from', 'to', 'after', 'per', 'down', 'every', 'for'] as const;
type DurationKey = (typeof DURATIONS)[number];
type InMs<T> = { [K in keyof T as K extends DurationKey ? `${K}Ms` : K]: T[K] };

type Read<K extends FaultKind> = InMs<z.output<(typeof FAULTS)[K]>>;

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
  const schema = FAULTS[kind as FaultKind];
  if (!Object.hasOwn(FAULTS, String(kind))) {
    const near = nearestName(String(kind), FAULT_KINDS);
    const hint = near ? `did you mean '${near}'?` : `known: ${FAULT_KINDS.join(', ')}`;
    problems.push({ path: `${at}.kind`, message: `no fault is called '${String(kind)}'; ${hint}` });
    return undefined;
  }
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, schema, { at }));
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

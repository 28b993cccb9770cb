import { z } from 'zod';

// What the witnesses saw of one case. Checks and reports read this; nothing in it is a judgement.

/**
 * How long, in milliseconds, at least `i + 1` connections were there at once: the longest stretch and the total, by `i`.
 */
const levelsSchema = z.object({ longestMs: z.array(z.number()), totalMs: z.array(z.number()) });

/** A stretch of time, in milliseconds after the case's start. */
const stretchSchema = z.object({ startMs: z.number(), endMs: z.number() });

/** Why connections ended: who ended them, and how. `active` of them had a request in flight, `idleRetirements` of them
 * were closed after idling, by the client or by the server's idle time-out, while no other connection was opened. */
const closureSchema = z.object({
  by: z.enum(['client', 'server']),
  reason: z.enum(['fin', 'reset', 'idle', 'rotation', 'refused', 'announced', 'shutdown', 'fault']),
  count: z.number(),
  active: z.number(),
  idleRetirements: z.number(),
});

/** One connection, kept as an example. Times in milliseconds after the case's start; `closedMs` null while open. */
const connectionSchema = z.object({
  id: z.number(),
  peer: z.string(),
  openedMs: z.number(),
  closedMs: z.number().nullable(),
  closedBy: z.string().nullable(),
  requests: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
});

/** The server's account between two moments. Peaks and counts are exact: they are kept at every event. */
export const ledgerWindowSchema = z.object({
  opened: z.number(),
  closed: z.number(),
  requests: z.number(),
  openAtStart: z.number(),
  openAtEnd: z.number(),
  activeAtEnd: z.number(),
  openPeak: z.number(),
  activePeak: z.number(),
  requestsInFlightPeak: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
  neverUsed: z.number(),
  openLevels: levelsSchema,
  activeLevels: levelsSchema,
  closures: z.array(closureSchema),
  requestsPerConnection: z.object({ min: z.number(), p50: z.number(), max: z.number() }).nullable(),
  statuses: z.record(z.string(), z.number()),
  /** The longest that the server took for one answer. */
  serviceMaxMs: z.number(),
  /** HDR histogram of what it took for each answer, from the head of the request on; null: no answer, or not measured yet. */
  serviceTimes: z.string().nullable().default(null),
  /** Requests that came in behind another one of their connection while some other connection had been idle for a while. */
  queuedBehindBusy: z.number(),
  /** Stretches in which no request was in flight but streams that are held open: the longest ones, longest first. */
  quiet: z.array(stretchSchema),
});

/** The subject seen from inside at a phase border. */
const lookSchema = z.object({
  resources: z.record(z.string(), z.number()),
  heapUsedBytes: z.number(),
  clientSocketsOpened: z.number(),
  clientSocketsOpen: z.number(),
  /** Among the open ones: those that go to the server, as far as an address tells. */
  clientSocketsToTarget: z.number(),
  /** The most listeners that any one of these has for any one event, and the event; null without such a socket. */
  socketListenersMax: z.number().nullable(),
  socketListenersEvent: z.string().nullable(),
  processListeners: z.number(),
  /** The most listeners that is left on anything whose listeners Node has warned of; null where it named nothing. */
  warnedListenersMax: z.number().nullable(),
});

/** Warnings that the subject's process emitted, by name. */
const warningSchema = z.object({ name: z.string(), count: z.number(), example: z.string() });

/** The subject seen from outside, from /proc; null fields where the platform does not tell. */
const outsideSchema = z.object({
  descriptors: z.number().nullable(),
  sockets: z.number().nullable(),
  threads: z.number().nullable(),
  rssBytes: z.number().nullable(),
});

/**
 * Connections to the target as the kernel shows them, by the state of the client's end; a Unix socket shows no states
 * but whether the server has accepted. Null: this kind of socket, or this platform, does not tell.
 */
const kernelSchema = z.object({
  established: z.number(),
  /** Among them or already given up again: what the server has not accepted yet. */
  backlog: z.number(),
  /** The server has closed and the client has not. */
  closeWait: z.number().nullable(),
  timeWait: z.number().nullable(),
  /** All other states by the names of ss(8). */
  other: z.record(z.string(), z.number()),
  /** The ends that belong to the subject or to a process that it started, by state. */
  ownByState: z.record(z.string(), z.number()).nullable(),
});

/**
 * What it cost to read the kernel: a share of one core that is bounded by stretching the interval. Looks at phase borders
 * are among it; a run that ends soon after them has not paid for them, so that `costMs / elapsedMs` may be over the share.
 */
const kernelSamplingSchema = z.object({
  startIntervalMs: z.number(),
  intervalMs: z.number(),
  samples: z.number(),
  looks: z.number().nullable().default(null),
  costMs: z.number(),
  elapsedMs: z.number().nullable().default(null),
});

/** A phase border: both views of the subject, and the server's open connections and the kernel's at that moment. */
const borderSchema = z.object({
  inside: lookSchema.nullable(),
  outside: outsideSchema,
  kernel: kernelSchema.nullable(),
  serverOpen: z.number(),
  serverActive: z.number(),
});

export const failureSchema = z.object({ code: z.string(), count: z.number(), example: z.string() });

/** What became of the requests of one load window, as the client saw it. */
export const requestTallySchema = z.object({
  answered: z.number(),
  errors: z.number(),
  neverAnswered: z.number(),
  inFlightPeak: z.number(),
  elapsedMs: z.number(),
  statuses: z.record(z.string(), z.number()),
  failures: z.array(failureSchema),
  /** Stretches in which requests were in flight and none ended: the longest ones, longest first. */
  stills: z.array(stretchSchema),
  /** The answered requests that most others overtook, which started later and ended sooner: by at least how many, most first. */
  overtaken: z.array(z.object({ by: z.number(), tookMs: z.number() })),
});

/** What is left after one cycle of load, stop and settle; null where it was not measured. */
const residualSchema = z.object({
  requests: z.number(),
  serverOpen: z.number(),
  descriptors: z.number().nullable(),
  clientSockets: z.number().nullable(),
  socketListenersMax: z.number().nullable(),
  processListeners: z.number().nullable(),
  /** After a forced collection. */
  heapUsedBytes: z.number().nullable(),
});

/** The cycles, and as many again where they looked like a leak; `notRun` says why there are none. */
const growthSchema = z.object({
  first: z.array(residualSchema),
  again: z.array(residualSchema),
  /** What became of the requests of all cycles. */
  tally: requestTallySchema.nullable(),
  notRun: z.string().nullable(),
});

/** One round of requests that share a signal, and the abort listeners that are left on it afterwards. */
const signalRoundSchema = z.object({
  answered: z.number(),
  errors: z.number(),
  neverAnswered: z.number(),
  listeners: z.number(),
});

/** The rounds, the second with twice as many requests; `notRun` says why there are none. */
const signalSchema = z.object({ rounds: z.array(signalRoundSchema), notRun: z.string().nullable() });

/** The Agents of node:http that requests went through, by their settings, with how many there were. Null: none is set. */
const httpAgentKindSchema = z.object({
  count: z.number(),
  maxSockets: z.number().nullable(),
  maxFreeSockets: z.number().nullable(),
  maxTotalSockets: z.number().nullable(),
  keepAlive: z.boolean().nullable(),
  timeoutMs: z.number().nullable(),
});

/** undici's clients, one behind each connection, by their effective settings. Null: not readable; 0: off. */
const undiciClientKindSchema = z.object({
  count: z.number(),
  keepAliveTimeoutMs: z.number().nullable(),
  headersTimeoutMs: z.number().nullable(),
  bodyTimeoutMs: z.number().nullable(),
  pipelining: z.number().nullable(),
});

/** The dispatcher that fetch takes when it is given none. */
const globalDispatcherSchema = z.object({ connections: z.number().nullable() });

/** What the live objects say through which requests went. */
const agentsSchema = z.object({
  http: z.array(httpAgentKindSchema),
  undici: z.array(undiciClientKindSchema),
  /** Null: not used, or not readable. */
  globalDispatcher: globalDispatcherSchema.nullable(),
});

/** How the subject's end went. */
const endingSchema = z.object({
  outcome: z.enum(['exited', 'stayed', 'crashed', 'unresponsive', 'killed']),
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  tookMs: z.number(),
  keptAliveBy: z.record(z.string(), z.number()),
  during: z.string(),
});

const closeSchema = z.object({
  outcome: z.enum(['closed', 'hung', 'threw']),
  tookMs: z.number(),
  message: z.string().nullable(),
});

/** What server and machine can do with the same request and concurrency, driven by autocannon. */
export const ceilingSchema = z.object({
  requestsPerSecond: z.number(),
  latencyP50Ms: z.number(),
  latencyP99Ms: z.number(),
  errors: z.number(),
});

/** The probe after all that went wrong: from here on nothing is wrong any more. */
export const AFTERWARDS = 'afterwards';

/** The one phase that a second process of the subject plays, beside the idle connections of the first. */
export const TWIN_PHASE = 'probe: names';

export const caseEvidenceSchema = z.object({
  /** By phase: warmup, load, drain, collect, close, exit. */
  ledger: z.record(z.string(), ledgerWindowSchema),
  connections: z.array(connectionSchema),
  requests: z.object({ warmup: requestTallySchema.nullable(), load: requestTallySchema.nullable() }),
  /** The same load once more, for a client that had many of something left after the first; null: there was no need. */
  again: requestTallySchema.nullable(),
  /** The long-lived responses beside the load: how many the server saw begin, and which failed; null: none was asked for. */
  streams: z.object({ seen: z.number(), failures: z.array(failureSchema) }).nullable(),
  borders: z.record(z.string(), borderSchema),
  close: closeSchema.nullable(),
  ending: endingSchema,
  ceiling: ceilingSchema.nullable(),
  kernel: kernelSamplingSchema.nullable(),
  subjectNode: z.string().nullable(),
  subjectOutput: z.array(z.string()),
  warnings: z.array(warningSchema),
  agents: agentsSchema.nullable(),
  growth: growthSchema,
  signal: signalSchema,
  /** What became of the requests of each probe of the limit. */
  probes: z.record(z.string(), requestTallySchema),
  notMeasured: z.array(z.string()),
});

export type Stretch = z.infer<typeof stretchSchema>;
export type LevelTimes = z.infer<typeof levelsSchema>;
export type Closure = z.infer<typeof closureSchema>;
export type ConnectionSample = z.infer<typeof connectionSchema>;
export type LedgerWindow = z.infer<typeof ledgerWindowSchema>;
export type InsideLook = z.infer<typeof lookSchema>;
export type OutsideLook = z.infer<typeof outsideSchema>;
export type KernelLook = z.infer<typeof kernelSchema>;
export type KernelSampling = z.infer<typeof kernelSamplingSchema>;
export type Border = z.infer<typeof borderSchema>;
export type Failure = z.infer<typeof failureSchema>;
export type RequestTally = z.infer<typeof requestTallySchema>;
export type Overtaken = RequestTally['overtaken'][number];
export type Residual = z.infer<typeof residualSchema>;
export type SignalRound = z.infer<typeof signalRoundSchema>;
export type HttpAgentKind = z.infer<typeof httpAgentKindSchema>;
export type UndiciClientKind = z.infer<typeof undiciClientKindSchema>;
export type GlobalDispatcher = z.infer<typeof globalDispatcherSchema>;
export type Agents = z.infer<typeof agentsSchema>;
export type ProcessWarning = z.infer<typeof warningSchema>;
export type Ending = z.infer<typeof endingSchema>;
export type CloseOutcome = z.infer<typeof closeSchema>;
export type Ceiling = z.infer<typeof ceilingSchema>;
export type CaseEvidence = z.infer<typeof caseEvidenceSchema>;

import { z } from 'zod';
import { gaugeCountsSchema } from './gauges.ts';

// What was seen of the subject and of its connections: from inside, from outside and by the kernel.

/** The subject seen from inside, at the end of a phase. */
const lookSchema = z.object({
  resources: z.record(z.string(), z.number()),
  heapUsedBytes: z.number(),
  /** Memory that objects of the heap hold outside of it, the Buffers' among it. */
  externalBytes: z.number().nullable().default(null),
  arrayBuffersBytes: z.number().nullable().default(null),
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

/**
 * Warnings that the subject's process emitted, by name; `crowd`: the most listeners that any of them told of, for which
 * event of what.
 */
export const warningSchema = z.object({
  name: z.string(),
  count: z.number(),
  example: z.string(),
  crowd: z.object({ event: z.string(), emitter: z.string(), listeners: z.number() }).nullable().default(null),
});

/**
 * Listeners that a forced garbage collection took off an emitter of which Node has warned, and which is still there.
 */
export const collectedListenersSchema = z.object({
  event: z.string(),
  emitter: z.string(),
  before: z.number(),
  after: z.number(),
});

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
  /** How many of them each process has established, most first; absent: one has all. */
  byProcess: z.array(z.number()).optional(),
});

/**
 * What it cost to read the kernel: a share of one core that is bounded by stretching the interval. Looks at the end of
 * phases are among it; a run that ends soon after them has not paid for them, so that `costMs / elapsedMs` may be over
 * the share.
 */
export const kernelSamplingSchema = z.object({
  startIntervalMs: z.number(),
  intervalMs: z.number(),
  samples: z.number(),
  looks: z.number().nullable().default(null),
  costMs: z.number(),
  elapsedMs: z.number().nullable().default(null),
});

/**
 * At the end of a phase: both views of the subject, and the server's open connections and the kernel's at that moment.
 */
export const snapshotSchema = z.object({
  inside: lookSchema.nullable(),
  outside: outsideSchema,
  kernel: kernelSchema.nullable(),
  serverOpen: z.number(),
  serverActive: z.number(),
  gauges: gaugeCountsSchema,
});

/**
 * The Agents of node:http that requests went through, by their settings, with how many there were. Null: none is set.
 */
const httpAgentKindSchema = z.object({
  count: z.number(),
  maxSockets: z.number().nullable(),
  maxFreeSockets: z.number().nullable(),
  maxTotalSockets: z.number().nullable(),
  keepAlive: z.boolean().nullable(),
  timeoutMs: z.number().nullable(),
  /** agentkeepalive's name for how long an idle connection is kept. */
  freeSocketTimeoutMs: z.number().nullable().default(null),
  /** The one that requests of the whole program go through when they name none. */
  isGlobal: z.boolean().default(false),
});

/** undici's clients, one behind each connection, by their effective settings. Null: not readable; 0: off. */
const undiciClientKindSchema = z.object({
  count: z.number(),
  keepAliveTimeoutMs: z.number().nullable(),
  headersTimeoutMs: z.number().nullable(),
  bodyTimeoutMs: z.number().nullable(),
  pipelining: z.number().nullable(),
  /** 0 and null: it retires no connection. */
  maxRequestsPerClient: z.number().nullable().default(null),
});

/** The dispatcher that fetch takes when it is given none. */
const globalDispatcherSchema = z.object({
  connections: z.number().nullable(),
  /** Whether it has a pool for the target; absent: it has none, or nobody looked. */
  isToTarget: z.boolean().optional(),
});

/** What the live objects say through which requests went. */
export const agentsSchema = z.object({
  http: z.array(httpAgentKindSchema),
  undici: z.array(undiciClientKindSchema),
  /** Null: not used, or not readable. */
  globalDispatcher: globalDispatcherSchema.nullable(),
  /**
   * The longest time-out that connections of Agents were made with though neither Agent nor request asks for one; null:
   * none, or not of all.
   */
  connectionTimeoutMs: z.number().nullable().default(null),
});

export type InsideLook = z.infer<typeof lookSchema>;
export type OutsideLook = z.infer<typeof outsideSchema>;
export type KernelLook = z.infer<typeof kernelSchema>;
export type KernelSampling = z.infer<typeof kernelSamplingSchema>;
export type CollectedListeners = z.infer<typeof collectedListenersSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type ProcessWarning = z.infer<typeof warningSchema>;
export type HttpAgentKind = z.infer<typeof httpAgentKindSchema>;
export type UndiciClientKind = z.infer<typeof undiciClientKindSchema>;
export type GlobalDispatcher = z.infer<typeof globalDispatcherSchema>;
export type Agents = z.infer<typeof agentsSchema>;

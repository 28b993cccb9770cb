import { z } from 'zod';
import { gaugeSchema } from './evidence/gauges.ts';
import { kernelSamplingSchema } from './evidence/subject.ts';
import { checkSchema, environmentSchema, seriesSchema } from './schema.ts';

export const WATCH_SCHEMA_NAME = 'poolproof/watch@1';

/** Who is watched: these, and all that they started. */
const selectionSchema = z.object({
  pids: z.array(z.number()),
  names: z.array(z.string()),
  /** Process groups. */
  groups: z.array(z.number()),
});

const watchedProcessSchema = z.object({
  pid: z.number(),
  name: z.string(),
  fromMs: z.number(),
  /** Null: it was there until the end. */
  untilMs: z.number().nullable(),
});

/** What a connection's own port is taken from, in the network namespace of the processes. */
const portRangeSchema = z.object({
  low: z.number(),
  high: z.number(),
  /** Whether the kernel gives a port in TIME_WAIT to a new connection to this target. */
  reusesTimeWait: z.boolean(),
});

/** The one document of a watch. Keys stand in the order in which they are written. */
export const watchSchema = z.object({
  schema: z.literal(WATCH_SCHEMA_NAME),
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  status: z.enum(['pass', 'fail', 'inconclusive']),
  /** 'gone': the last of the processes ended; 'not yet': written while it went on, and that is all that is left. */
  endedBy: z.enum(['time', 'interrupt', 'gone', 'not yet']),
  environment: environmentSchema,
  asked: z.object({
    ...selectionSchema.shape,
    to: z.string(),
    /** The most connections of one process, as its pool is meant to hold. */
    limit: z.number().nullable(),
    forMs: z.number().nullable(),
  }),
  /** IP addresses with their port, or paths of a Unix socket: connections to any of them count. */
  target: z.object({ socket: z.enum(['tcp', 'unix']), places: z.array(z.string()) }),
  durationMs: z.number(),
  /** The first of them; `processesSeen` counts all. */
  processes: z.array(watchedProcessSchema),
  processesSeen: z.number(),
  /** Of a Unix socket the kernel shows the connections of all clients, where nobody tells whose peers they are. */
  whose: z.enum(['these processes', 'all clients']),
  ports: portRangeSchema.nullable(),
  sampling: kernelSamplingSchema,
  checks: z.array(checkSchema),
  /** What the processes were asked for; each that answered has a line. */
  gauges: z.array(gaugeSchema).default([]),
  /** By the names of WATCH_SERIES; `state.NAME` for each state that a connection was in, `gauge.NAME` for a gauge. */
  series: z.record(z.string(), seriesSchema),
  notMeasured: z.array(z.string()),
});

/** What is counted at each look, in milliseconds after the first one. */
export const WATCH_SERIES = {
  held: 'connections to the target that a descriptor of the processes stands for',
  mostEstablished: 'the most that one process has established',
  mostLasting: 'those among them that were established at the look before, too',
  closeWaitStaying: 'connections that the server has closed, and the processes have not for a while',
  opened: 'connections opened since the first look, as far as they lived to be seen',
  closed: 'connections closed since then, of those that were seen',
  metOnce: 'connections opened since then that one look met and the next did not',
  brief: 'connections since then of which an end was seen, and not who had them',
  unowned: 'connections that were met and none of the processes held: of others, or closed before the look was over',
  portsUsed: 'ports of the range for outgoing connections that connections to the target hold',
  inbound: 'established connections to ports that the processes listen on',
  descriptors: 'open descriptors',
  threads: 'threads',
  rssBytes: 'resident memory',
  processes: 'processes',
} as const;

export type WatchSeriesName = keyof typeof WATCH_SERIES;
export type Selection = z.infer<typeof selectionSchema>;
export type WatchedProcess = z.infer<typeof watchedProcessSchema>;
export type PortRange = z.infer<typeof portRangeSchema>;
export type WatchRecord = z.infer<typeof watchSchema>;

/** A watch before anybody has judged it. */
export type MeasuredWatch = Omit<WatchRecord, 'status' | 'checks'>;

import type { Drive } from '../core/drives.ts';
import type { FaultSpec } from './faults.ts';
import type { Load } from './loads/index.ts';
import type { RateLimit } from './rate-limit.ts';

export type { Load };

/** What a client under test must offer; a client module's `createClient` and every transport make one. */
export interface Client {
  request(path: string, init?: RequestInit): Promise<{ status: number }>;
  /** Left out by a client that has nothing of its own to close, such as one of built-in fetch. */
  close?(): Promise<void>;
}

/** A client that ends what it has opened, as every transport of ours does. */
export type ClosableClient = Required<Client>;

export interface RequestInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
}

/**
 * What a client is given. `connections` is the limit that it is asked to hold; the rest where its configuration says
 * it.
 */
export interface ClientOptions {
  origin: string;
  socketPath?: string;
  connections: number;
  /** The most idle connections. */
  idle?: number;
  /** How long an idle connection is kept. */
  idleMs?: number;
}

export type CreateClient = (options: ClientOptions) => Promise<Client> | Client;

export type TargetKind = 'loki' | 'docker' | 'http';
export type SocketKind = 'tcp' | 'unix';

/** How a mock server treats its connections and requests. */
export interface Behaviour {
  /** Every answer waits this long. */
  delayMs: number;
  /** The server closes a connection that has been idle for exactly this long; 0: never. */
  idleTimeoutMs: number;
  /** Whether answers carry `Keep-Alive: timeout=`. */
  keepAliveHint: boolean;
  /** The server closes a connection after this many requests; 0: never. */
  maxRequestsPerConnection: number;
  /** This many connections, the first ones, are closed on accept. */
  refuseFirst: number;
  /** What goes wrong beside; absent: nothing. Set when the server starts. */
  faults?: readonly FaultSpec[];
}

export interface TargetSpec {
  kind: TargetKind;
  socket: SocketKind;
  behaviour: Behaviour;
  /** How long its server keeps idle connections stands in no scenario. */
  assumesIdleTime?: boolean;
}

/** One kind of request of the load; `requests` are taken in turn, each `weight` times. */
export interface RequestSpec {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  weight: number;
  /** The status that counts as an answer; null: any below 400. */
  expectStatus: number | null;
}

/** A program in any language, as it is started and as it gets its work. */
export interface ProgramSpec {
  kind: 'program';
  /** The program and its arguments, with their placeholders. */
  run: string[];
  cwd: string;
  env: Record<string, string>;
  drive: Drive;
  /** What says that it can begin; null: that it runs. */
  ready: { url: string } | { line: string; flags: string } | { firstRequest: true } | { port: true } | null;
  /** What it is sent by 'http'. */
  requests: RequestSpec[];
  /** What is written to it by 'stdin'. */
  linesPerSecond: number;
  /** How long it may take to end after SIGTERM; null: it does not say. */
  graceMs: number | null;
}

/**
 * Which client sends the requests: a transport of ours, a module in a file, a function of the scenario file itself,
 * which a process of its own imports again, or a function of the very process that runs the scenario.
 */
export type ClientSpec =
  | { kind: 'transport'; transport: string; options: TransportOptions }
  | { kind: 'module'; file: string }
  | { kind: 'function'; scenarioFile: string; configuration: string }
  | { kind: 'in-process'; createClient: CreateClient };

/** What is under test. */
export type SubjectSpec = ClientSpec | ProgramSpec;

export type TransportOptions = Record<string, unknown>;

export interface Configuration {
  name: string;
  contrast: boolean;
  subject: SubjectSpec;
  /** The most connections that it promises to use per origin; null: it promises nothing. */
  connectionLimit: number | null;
  /** The most idle connections that it promises to keep; null: as many as the connection limit. */
  idleLimit: number | null;
  /** How long it keeps an idle connection; null: it does not say. */
  idleMs: number | null;
  /** The requests after which it retires a connection; null: it does not say. */
  rotation: number | null;
  /** The age at which it retires a connection; null: it does not say. */
  lifetimeMs: number | null;
  /** The rate by which it limits itself; null: it does not say. */
  rateLimit: RateLimit | null;
  allow: Allowances;
  /** Numbers that the subject tells of itself. */
  gauges: GaugeSpec[];
  /** What this way of limiting costs, in one sentence; null for a plain pool. */
  price: string | null;
  /** Flags for the subject's Node. */
  execArgv: string[];
  /** The worker of another checkout that plays it; absent: this one's. Everything else of the case stays this one's. */
  subjectEntry?: URL;
}

/** A number that the subject, or what serves it, tells of itself over HTTP on this machine. */
export interface GaugeSpec {
  name: string;
  /** May hold `{port}`, which is filled in when the subject runs. */
  url: string;
  /** A Prometheus metric with its labels, or the path of a number in JSON; null: the answer is one figure. */
  metric: string | null;
}

/** A leftover that is known and meant: at most this many of a kind, and why. */
export interface Allowance {
  kind: string;
  most: number;
  reason: string;
}

/** What is allowed to be left, by the check that would object. */
export interface Allowances {
  drain: Allowance[];
  warnings: Allowance[];
  exit: Allowance[];
}

/** Resolves to why a scenario cannot be played on this machine, as the end of a sentence; else to nothing. */
export type Prepare = () => Promise<string | undefined>;

export interface Scenario {
  name: string;
  about: string;
  tags: string[];
  file: string;
  target: TargetSpec;
  requests: RequestSpec[];
  load: Load;
  configurations: Configuration[];
  growth: Growth;
  /** Try the limit where pools are known to lose it: rotation, refusals, time-outs. */
  probe: boolean;
  /** Called once before it is played. */
  prepare?: Prepare;
  /** Bounds for metrics, such as { reuseRatio: '>=0.99' }. */
  expect: Record<string, string>;
}

/** Cycles of load, stop and settle, in which a leak grows and a pool does not. */
export interface Growth {
  cycles: number;
  /** Requests of a cycle; null: as many as are in flight at once, and at least 20. */
  requests: number | null;
}

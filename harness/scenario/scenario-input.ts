import type { ExpectInput } from './expect.ts';
import type { FaultInput } from './faults.ts';
import type { LoadInput } from './loads/index.ts';
import type { RequestInput } from './request.ts';
import type { Prepare } from './types.ts';

// A scenario as a file writes it. These comments are what an editor shows, and what the JSON Schema and REFERENCE.md
// are made of. The zod schemas that check a file have the same keys: `scripts/schema/make-schema.test.ts` compares
// them.

export interface ScenarioInput {
  /** Where an editor finds the schema of a scenario in JSON. @example './node_modules/poolproof/dist/schema.json' */
  $schema?: string | undefined;
  /** Lower-case letters, digits and dashes. @example 'my-pool' */
  name: string;
  /** One line on what it shows. @default '' @example 'A limit of 5, 20 requests at a time.' */
  about?: string | undefined;
  /** 'default': played where none is named. 'nightly': measured every night. @default [] @example ['default'] */
  tags?: string[] | undefined;
  /** The server that clients connect to. @example { "kind": "loki" } */
  target: TargetInput;
  /**
   * What is sent, in turns; without it a push of ten lines to 'loki', a list of containers to 'docker', GET /ok to
   * 'http'.
   *
   * @example [{ "path": "/ok" }]
   */
  requests?: RequestInput[] | undefined;
  /** How much is sent. @example { "concurrency": 50, "duration": "2s" } */
  load?: LoadInput | undefined;
  /** Cycles in which a leak grows and a pool does not. @example { "cycles": 0 } */
  growth?: GrowthInput | undefined;
  /** Tries the limit where pools lose it: rotation, refusals, time-outs, slow connects. @default false @example true */
  probe?: boolean | undefined;
  /**
   * Builds what the scenario needs, before it is played; a sentence says why it cannot be played here. Not in JSON.
   *
   * @example () => undefined
   */
  prepare?: Prepare | undefined;
  /** Bounds that metrics must keep. @default {} @example { "reuseRatio": ">=0.99" } */
  expect?: ExpectInput | undefined;
}

export interface TargetInput {
  /** The mock Loki, the mock Docker daemon, or a plain server. @example 'loki' */
  kind: 'loki' | 'docker' | 'http';
  /** How it listens: on loopback, or on a Unix socket. Default: 'unix' of 'docker', else 'tcp'. @example 'unix' */
  socket?: 'tcp' | 'unix' | undefined;
  /** How it treats connections and requests. @example { "delayMs": 5 } */
  behaviour?: BehaviourInput | undefined;
}

/** How a mock server treats its connections and requests. */
export interface BehaviourInput {
  /** Every answer waits this long, in milliseconds. @default 0 @example 5 */
  delayMs?: number | undefined;
  /**
   * The server closes a connection that has been idle for exactly this long, in milliseconds; 0: never. Default:
   * 120000 of 'loki', 300000 of 'docker', 5000 of 'http'.
   *
   * @example 1000
   */
  idleTimeoutMs?: number | undefined;
  /** Whether answers carry `Keep-Alive: timeout=`. @default false @example true */
  keepAliveHint?: boolean | undefined;
  /** The server closes a connection after this many requests; 0: never. @default 0 @example 100 */
  maxRequestsPerConnection?: number | undefined;
  /** This many connections, the first ones, are closed on accept. @default 0 @example 2 */
  refuseFirst?: number | undefined;
  /**
   * What goes wrong beside; each is checked by its kind.
   *
   * @default []
   * @example [{ "kind": "latency", "ms": 20, "share": 0.5 }]
   */
  faults?: FaultInput[] | undefined;
}

/** Cycles of load, stop and settle, in which a leak grows and a pool does not. */
export interface GrowthInput {
  /** Cycles of load, stop and settle; 0 for none, else 10 or more. @default 10 @example 12 */
  cycles?: number | undefined;
  /** Requests of each cycle; without it as many as are in flight, and at least 20. @example 500 */
  requests?: number | undefined;
}

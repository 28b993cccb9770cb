import type { AllowInput } from './allow.ts';
import type { RateLimitInput } from './rate-limit.ts';
import type { CreateClient } from './types.ts';

/** What every configuration of a transport of ours may say beside the transport's own options. */
export interface CommonOptions {
  /**
   * It shows what goes wrong: its checks are reported and do not decide the run's status.
   *
   * @default false
   * @example true
   */
  contrast?: boolean | undefined;
  /** The limit that it is judged by, where the transport has no such setting, such as built-in fetch. @example 50 */
  declaredLimit?: number | undefined;
  /**
   * Leftovers that are known and meant, by the check that would object.
   *
   * @example { "drain": [{ "kind": "Timeout", "most": 1, "reason": "the flush of our logger" }] }
   */
  allow?: AllowInput | undefined;
  /**
   * Numbers that are told over HTTP on this machine: the URL of each by its name, with `#METRIC` where the answer
   * holds more. Each is checked by itself.
   *
   * @example { "open": "http://127.0.0.1:9000/metrics#pool_open" }
   */
  gauges?: Record<string, string> | undefined;
  /** Flags for the subject's Node. @default [] @example ['--max-http-header-size=32768'] */
  execArgv?: string[] | undefined;
}

/** A client module by path, or a function that makes a client. */
export interface ClientConfiguration {
  /**
   * The path of a module that exports `createClient`, relative to this file; or such a function. One of a scenario
   * file is imported by a process of its own; one that `run` is given stays in the process that calls it.
   *
   * @example './my-client.mjs'
   */
  client: string | CreateClient;
  /** The most connections that it is asked to hold, and judged by. @default 50 @example 10 */
  connections?: number | undefined;
  /** The most idle connections that it promises to keep; without it as many as `connections`. @example 5 */
  idle?: number | undefined;
  /** How long it promises to keep an idle connection, in milliseconds; up to 3000 are waited for. @example 2000 */
  idleMs?: number | undefined;
  /** It retires a connection after this many requests. @example 1000 */
  rotation?: number | undefined;
  /** It retires a connection at this age, in milliseconds. @example 120000 */
  lifetimeMs?: number | undefined;
  /**
   * It sends no more than this many requests in each window of time; others wait for the next.
   *
   * @example { "requests": 100, "perMs": 1000 }
   */
  rateLimit?: RateLimitInput | undefined;
  /**
   * Leftovers that are known and meant, by the check that would object.
   *
   * @example { "exit": [{ "kind": "Timeout", "most": 1, "reason": "the flush of our logger" }] }
   */
  allow?: AllowInput | undefined;
  /**
   * Numbers that it tells of itself: the URL of each by its name, with `#METRIC` where the answer holds more. Each is
   * checked by itself.
   *
   * @example { "open": "http://127.0.0.1:9000/metrics#pool_open" }
   */
  gauges?: Record<string, string> | undefined;
  /**
   * It shows what goes wrong: its checks are reported and do not decide the run's status.
   *
   * @default false
   * @example true
   */
  contrast?: boolean | undefined;
  /** Flags for its Node. @default [] @example ['--max-http-header-size=32768'] */
  execArgv?: string[] | undefined;
}

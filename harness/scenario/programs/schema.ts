import { z } from 'zod';
import { DRIVES, type Drive } from '../../core/drives.ts';
import { type AllowInput, allowSchema } from '../allow.ts';
import { type RateLimitInput, rateLimit } from '../rate-limit.ts';
import { type RequestInput, request } from '../request.ts';
import { atLeastOne, wholeNumberFrom } from '../values.ts';

const line = z
  .custom<string | RegExp>((value) => value instanceof RegExp || (typeof value === 'string' && value !== ''), {
    error: 'a regular expression, or its source',
  })
  .meta({ type: 'string', minLength: 1 });

/** When it is ready for its work; without it a program that listens is ready when it does, any other when it runs. */
type ReadyInput =
  | {
      /** A path on its port that answers. @example '/healthz' */
      url: string;
    }
  | {
      /** A line of its output that matches this regular expression. @example 'listening' */
      line: string | RegExp;
    }
  | {
      /** Its first request has reached the target. @example true */
      firstRequest: true;
    };

const ready = z.union(
  [
    z.strictObject({ url: z.string().startsWith('/') }),
    z.strictObject({ line }),
    z.strictObject({ firstRequest: z.literal(true) }),
  ],
  {
    error:
      "{ url: '/healthz' } on its port, { line: /listening/ } in its output, or { firstRequest: true } at the target",
  },
);

/** A configuration that puts a program under test: what is run, and what it promises. */
export interface ProgramInput {
  /**
   * The program and its arguments, started without a shell; `{url}`, `{port}`, `{socket}` and `{connections}` stand
   * for what they say.
   *
   * @example ['./sink', '--url', '{url}']
   */
  run: string[];
  /** How it gets its work: it is called, it is fed lines, or it has work of its own. @default 'own' @example 'http' */
  drive?: Drive | undefined;
  /**
   * When it is ready, by one of these; without it a program that is called is when it listens, any other when it runs.
   *
   * @example { "url": "/healthz" }
   */
  ready?: ReadyInput | undefined;
  /** Its environment, beside what is set for it. @default {} @example { "LOG_LEVEL": "warn" } */
  env?: Record<string, string> | undefined;
  /** The requests that are sent to it, by 'http'; without it GET /. @example [{ "path": "/containers" }] */
  requests?: RequestInput[] | undefined;
  /** The lines that are written to it each second, by 'stdin'. @default 1000 @example 5000 */
  linesPerSecond?: number | undefined;
  /**
   * Numbers that it tells of itself: the URL of each by its name, with `#METRIC` where the answer holds more.
   *
   * @example { "goroutines": "http://127.0.0.1:{port}/debug/pprof/goroutine?debug=1" }
   */
  gauges?: Record<string, string> | undefined;
  /**
   * How long it may take to end after SIGTERM, in milliseconds; without it 5000, and up to 30000 are no fault.
   *
   * @example 30000
   */
  graceMs?: number | undefined;
  /**
   * The most connections that it promises to use; without it no limit is judged, unless `{connections}` tells it 50.
   *
   * @example 5
   */
  connections?: number | undefined;
  /** The most idle connections that it promises to keep. @example 5 */
  idle?: number | undefined;
  /** How long it promises to keep an idle connection, in milliseconds. @example 2000 */
  idleMs?: number | undefined;
  /** It retires a connection after this many requests. @example 1000 */
  rotation?: number | undefined;
  /** It retires a connection at this age, in milliseconds. @example 120000 */
  lifetimeMs?: number | undefined;
  /**
   * It sends no more than this many requests in each window of time; others wait for the next. It counts where the
   * program is called.
   *
   * @example { "requests": 100, "perMs": 1000 }
   */
  rateLimit?: RateLimitInput | undefined;
  /**
   * Leftovers that are known and meant, by the check that would object.
   *
   * @example { "drain": [{ "kind": "descriptors", "most": 3, "reason": "one log file a tenant" }] }
   */
  allow?: AllowInput | undefined;
  /**
   * It shows what goes wrong: its checks are reported and do not decide the run's status.
   *
   * @default false
   * @example true
   */
  contrast?: boolean | undefined;
}

export const programConfigurationSchema = z.strictObject({
  run: z.array(z.string().min(1)).refine((words) => words.length > 0, { error: 'the program and its arguments' }),
  drive: z.enum(DRIVES).optional(),
  ready: ready.optional(),
  env: z.record(z.string(), z.string()).optional(),
  requests: z.array(request).min(1).optional(),
  linesPerSecond: atLeastOne.optional(),
  gauges: z.record(z.string(), z.string()).optional(),
  graceMs: atLeastOne.optional(),
  connections: atLeastOne.optional(),
  idle: wholeNumberFrom(0).optional(),
  idleMs: atLeastOne.optional(),
  rotation: atLeastOne.optional(),
  lifetimeMs: atLeastOne.optional(),
  rateLimit: rateLimit.optional(),
  allow: allowSchema.optional(),
  contrast: z.boolean().optional(),
});

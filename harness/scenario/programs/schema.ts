import { z } from 'zod';
import { DRIVES } from '../../core/drives.ts';
import { allowSchema } from '../allow.ts';
import { request } from '../request.ts';
import { atLeastOne, wholeNumberFrom } from '../values.ts';

const line = z.union([z.string().min(1), z.instanceof(RegExp)], { error: 'a regular expression, or its source' });

/** When it is ready for its work; without it a program that listens is ready when it does, any other when it runs. */
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
export const programConfigurationSchema = z.strictObject({
  /** The program and its arguments, started without a shell; `{url}`, `{port}`, `{socket}` stand for what they say. */
  run: z.array(z.string().min(1)).refine((words) => words.length > 0, { error: 'the program and its arguments' }),
  drive: z.enum(DRIVES).optional(),
  ready: ready.optional(),
  env: z.record(z.string(), z.string()).optional(),
  /** The requests that are sent to it, by 'http'; without it GET /. */
  requests: z.array(request).min(1).optional(),
  /** The lines that are written to it each second, by 'stdin'. */
  linesPerSecond: atLeastOne.optional(),
  /** Numbers that it tells of itself; each is checked by its own rule, with the others of the file. */
  gauges: z.record(z.string(), z.string()).optional(),
  /** How long it may take to end after SIGTERM. */
  graceMs: atLeastOne.optional(),
  connections: atLeastOne.optional(),
  /** The most idle connections that it keeps, and for how long. */
  idle: wholeNumberFrom(0).optional(),
  idleMs: atLeastOne.optional(),
  /** It retires a connection after this many requests. */
  rotation: atLeastOne.optional(),
  allow: allowSchema.optional(),
  contrast: z.boolean().optional(),
});

export type ProgramInput = z.input<typeof programConfigurationSchema>;

import { z } from 'zod';
import type { TransportOptions } from '../types.ts';

/** What a scenario may say about one transport; the code that sends stands in `harness/transports` under the same name. */
export interface TransportKind {
  name: string;
  options: z.ZodType<TransportOptions>;
  /** Names from other libraries that people write here, and what to write instead. */
  meant: Record<string, string>;
  connectionLimit(options: TransportOptions): number | null;
  idleLimit(options: TransportOptions): number | null;
  /** The same options with another connection limit; unchanged where the transport has none. */
  withConnections(options: TransportOptions, connections: number): TransportOptions;
  price: string | null;
}

/** What every configuration may say beside the transport's own options. */
export interface CommonOptions {
  /** It is there to show what goes wrong: its checks are reported and do not decide the run's status. */
  contrast?: boolean;
  /** The limit that it is judged by, where the transport has no such setting. */
  declaredLimit?: number;
  /** Flags for the subject's Node. */
  execArgv?: string[];
}

/** A configuration as a scenario file writes it, for a transport of ours. */
export interface TransportConfiguration extends CommonOptions {
  transport: string;
  [option: string]: unknown;
}

/** A whole number from 1 up: a limit of 0 would send nothing, and -1 is no limit in no library here. */
export const atLeastOne = wholeNumberFrom(1);

export function wholeNumberFrom(least: number) {
  return z.custom<number>((value) => Number.isInteger(value) && (value as number) >= least, {
    error: ({ input }) => `a whole number from ${least} up, not ${JSON.stringify(input)}`,
  });
}

export const milliseconds = z
  .number({ error: ({ input }) => `milliseconds as a number, not ${JSON.stringify(input)}` })
  .min(0);

import type { z } from 'zod';
import type { AllowInput } from '../allow.ts';
import type { TransportOptions } from '../types.ts';

export { atLeastOne, milliseconds } from '../values.ts';

/**
 * What a scenario may say about one transport; the code that sends stands in `harness/transports` under the same name.
 */
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
  /** Leftovers that are known and meant. */
  allow?: AllowInput;
  /** Numbers that are told over HTTP: the URL of each by its name, with `#METRIC` where the answer holds more. */
  gauges?: Record<string, string>;
  /** Flags for the subject's Node. */
  execArgv?: string[];
}

/** A configuration as a scenario file writes it, for a transport of ours. */
export interface TransportConfiguration extends CommonOptions {
  transport: string;
  [option: string]: unknown;
}

import type { z } from 'zod';
import type { CommonOptions } from '../configuration-input.ts';
import type { TransportOptions } from '../types.ts';

export { atLeastOne, milliseconds } from '../values.ts';
export type { CommonOptions };

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

/** A configuration as a scenario file writes it, for the transport of that name. */
export type Configured<Name extends string, Options> = {
  /** The transport of ours that sends. @example 'undici-agent' */
  transport: Name;
} & Options &
  CommonOptions;

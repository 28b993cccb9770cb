import type { ClosableClient, TransportOptions } from '../scenario/types.ts';

/** Where a transport connects: an origin, and a socket's path where it is not TCP. */
export interface Destination {
  origin: string;
  socketPath?: string | undefined;
}

/** Makes the client of one transport with the options of a configuration. */
export type MakeTransport = (options: TransportOptions, destination: Destination) => ClosableClient;

import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Where a client asked to upgrade: what it sends after its request, and the first bytes of that. */
export interface Upgrade {
  stream: Duplex;
  head: Buffer;
}

/** What one mock adds to a plain HTTP server; everything about connections is the same for all. */
export interface Mock {
  /** Answers one request, whatever it is. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /**
   * Which requests that ask to upgrade are given to `upgrade`, if not all; the others are handled as if they had not
   * asked.
   */
  takesUpgrade?(request: IncomingMessage): boolean;
  /**
   * Gets requests that ask to upgrade, with an answer for when it does not take the connection; without it they are
   * handled as if they had not asked.
   */
  upgrade?(request: IncomingMessage, response: ServerResponse, upgrade: Upgrade): void;
  /** Gets what is no HTTP; without it Node answers 400 with an empty body. */
  clientError?(error: Error, socket: Duplex): void;
  /** What the mock decides for itself and Node's server would decide otherwise. */
  options?: ServerOptions;
  /** Its own figures for `/metrics`, in Prometheus' text format; the ledger's follow them. */
  metrics?(): string;
  /** How many entries it has taken in for good so far; without it nothing is counted. */
  entriesTaken?(): number;
  /** The server is closed for good: timers end. */
  close?(): void;
  /**
   * Whether it plays the proxy: a CONNECT to anywhere is a tunnel to itself, so that nothing ever leaves this machine.
   */
  isProxy?: boolean;
}

import type { Closure } from '../../harness/record/evidence/ledger.ts';
import type { ClientTally } from './clients.ts';

/** Who ended a connection, and how. */
export type Closer = Pick<Closure, 'by' | 'reason'>;

/**
 * What a client left behind: nothing, an answer of announced length or one that had come to its end, or something that
 * would have kept the connection for nobody knows how long.
 */
export type LeftBehind = 'nothing' | 'answer' | 'endless';

/** A connection that is open now. */
export interface Entry {
  id: number;
  peer: string;
  /** The totals of the peer's address. */
  client: ClientTally;
  openedMs: number;
  requests: number;
  /** Requests in flight; more than one under pipelining. */
  active: number;
  /** When the first of them began. */
  oldestStartMs: number;
  /** When the others did, in their order. */
  laterStartsMs: number[] | undefined;
  /** A CONNECT came over it: it has carried something, and no request yet. */
  isTunnel: boolean;
  /** The last of them was an upgrade, and lasts as long as the connection. */
  isTakenOver: boolean;
  idleSinceMs: number;
  /** How many connections had ever been opened when this one fell idle. */
  openedEverAtIdle: number;
  /** Set when the end is decided, which is before it is seen. */
  closer: Closer | undefined;
  /** Set at the first sign that the client leaves; what the server does about it comes after. */
  leftBehind: LeftBehind | undefined;
}

export interface ClosedEntry extends Entry {
  closedMs: number;
  closer: Closer;
  bytes: { read: number; written: number };
}

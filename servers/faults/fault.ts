import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../harness/core/clock.ts';
import type { Random } from '../../harness/core/random.ts';
import type { Entry } from '../ledger/entry.ts';

/** A connection that a fault may treat badly, with the ledger's entry of it. */
export interface Connection {
  socket: Socket;
  entry: Entry;
}

/** A request that was hit, and its answer. */
export interface Hit extends Connection {
  request: IncomingMessage;
  response: ServerResponse;
}

/** What a fault is made with, beside what its spec says. */
export interface Means {
  random: Random;
  clock: Clock;
  /** It has no share and no schedule: a fault that acts on each connection may save itself the work on each request. */
  hitsAll: boolean;
}

export type Part = 'head' | 'body';

/** Takes the bytes of an answer as they would stand on the wire; resolves when the kernel has them. */
export type Write = (bytes: Buffer, part: Part) => Promise<void>;

/** The server as a fault may treat it as a whole. */
export interface Host {
  server: Server;
  connections: ReadonlySet<Connection>;
  /** Listens on the same port or path as before. */
  listenAgain(): Promise<void>;
}

/**
 * One thing that goes wrong, by the moments at which it acts; none of them is needed. Which requests or connections it
 * hits is decided before (`apply.ts`), so a fault holds no share and no schedule.
 *
 * A request that takes its connection over (an exec, a tail) is a hit like any other, and what it writes then is
 * 'body'. Its answer is only begun, never whole: `afterAnswer` comes only where the connection was not taken after all,
 * and headers that are set on `response` go nowhere.
 */
export interface Fault {
  /** Whether it acts this long after the run began; without this, always. */
  isOn?(runMs: number): boolean;
  /** HTTP gets the connection when this has resolved, unless the socket is gone by then. */
  onAccept?(connection: Connection): void | Promise<void>;
  /** Before the server answers; 'answered' means that it need not any more. */
  beforeAnswer?(hit: Hit): Outcome | Promise<Outcome>;
  /** What happens to the bytes of the answer on their way to `next`. */
  shapeBytes?(hit: Hit, next: Write): Write;
  /** The whole answer was handed to the kernel. */
  afterAnswer?(hit: Hit): void;
  /** The run began. */
  onRun?(host: Host): void;
}

export type Outcome = 'answered' | undefined;

/** Breaks the way of an answer's bytes: the rest of them is dropped. */
export class AnswerCut extends Error {}

import type { Socket } from 'node:net';
import type { Clock } from '../../harness/core/clock.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { closeFor } from '../close.ts';
import type { Connection, Fault, Hit, Means } from './fault.ts';

/**
 * Closes a connection exactly this long after an answer if no request has come; `hint` announces that by `Keep-Alive`.
 */
export function makeIdleClose({ ms, hint = false }: FaultSpecOf<'idle-close'>, { clock, hitsAll }: IdleMeans): Fault {
  const watches = new WeakMap<Socket, IdleWatch>();
  const watchFrom = (connection: Connection) => {
    const watch = watches.get(connection.socket) ?? new IdleWatch(connection, ms, clock);
    watches.set(connection.socket, watch);
    watch.closeAfterThis();
  };
  return {
    ...(hint && { beforeAnswer: (hit: Hit) => announceIdle(hit, ms) }),
    // Where each answer is hit the connection is watched all the time, and nothing is paid per request.
    ...(hitsAll
      ? { onAccept: (connection: Connection) => new IdleWatch(connection, ms, clock).begin() }
      : { afterAnswer: watchFrom }),
  };
}

type IdleMeans = Pick<Means, 'clock' | 'hitsAll'>;

/** Not where the connection ends anyway; and clients of HTTP/1.0 know no such hint. */
function announceIdle({ response }: Hit, ms: number): undefined {
  const isLast = !response.shouldKeepAlive || response.getHeader('Connection') === 'close';
  if (isLast || response.req.httpVersionMinor === 0) return;
  response.setHeader('Connection', 'keep-alive');
  response.setHeader('Keep-Alive', `timeout=${Math.floor(ms / 1_000)}`);
}

/** One timer for a connection, set again for what is left when it fires early. */
class IdleWatch {
  private readonly connection: Connection;
  private readonly ms: number;
  private readonly clock: Clock;
  /** The requests that there had been with the last answer that was hit; null: each is. */
  private requestsAtHit: number | null = null;
  private cancel: (() => void) | undefined;

  constructor(connection: Connection, ms: number, clock: Clock) {
    this.connection = connection;
    this.ms = ms;
    this.clock = clock;
    connection.socket.on('close', () => this.cancel?.());
  }

  begin(): void {
    this.lookAfter(this.ms);
  }

  /** Unless another request comes. */
  closeAfterThis(): void {
    this.requestsAtHit = this.connection.entry.requests;
    if (!this.cancel) this.begin();
  }

  private lookAfter(ms: number): void {
    this.cancel = this.clock.after(ms, this.look);
  }

  private readonly look = (): void => {
    const { active, requests, idleSinceMs } = this.connection.entry;
    const isIdle = active === 0 && requests > 0;
    const leftMs = isIdle ? idleSinceMs + this.ms - this.clock.nowMs() : this.ms;
    this.cancel = undefined;
    if (!isIdle || leftMs > 0) this.lookAfter(Math.max(1, leftMs));
    else if (requests === (this.requestsAtHit ?? requests)) {
      closeFor(this.connection.socket, { by: 'server', reason: 'idle' });
    }
  };
}

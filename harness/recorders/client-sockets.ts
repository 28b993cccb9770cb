import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { monotonicMs } from '../core/clock.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';
import type { ClientOptions } from '../scenario/types.ts';

/** Where the sockets that matter go. */
export type Destination = Pick<ClientOptions, 'origin' | 'socketPath'>;

export interface SocketCounter {
  counts(destination: Destination): SocketCounts;
  /** Open sockets over time, drawn at every event; without a point where there was none. */
  series(originMs: number): Series;
  stop(): void;
}

export interface SocketCounts {
  opened: number;
  open: number;
  /** Among the open ones: those that go to the destination, as far as an address tells. */
  toTarget: number;
  /** The most listeners that any one of these has for any one event, and the event; null without such a socket. */
  mostListeners: { event: string; count: number } | null;
}

const TICK_MS = 20;

/**
 * Counts the sockets that this process opens as a client, whichever library opens them: Node's `net.client.socket`
 * channel speaks for node:http, undici and built-in fetch alike. No socket is kept: one that is collected is not held.
 */
export function countClientSockets(): SocketCounter {
  const live = new Map<number, WeakRef<Socket>>();
  const fold = new StepFold({ tickMs: TICK_MS });
  const draw = () => fold.set(monotonicMs(), live.size);
  let opened = 0;
  const meet = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    opened += 1;
    const number = opened;
    live.set(number, new WeakRef(socket));
    draw();
    socket.once('close', () => {
      live.delete(number);
      draw();
    });
  };
  subscribe('net.client.socket', meet);
  return {
    counts(destination) {
      const there = [...live.values()].filter((reference) => goesTo(destination, reference.deref()));
      return { opened, open: live.size, toTarget: there.length, mostListeners: mostListeners(there) };
    },
    series: (originMs) => fold.series(originMs),
    stop: () => unsubscribe('net.client.socket', meet),
  };
}

/** One without an address is a Unix socket's, or not connected: it may go there. */
export function goesTo({ origin, socketPath }: Destination, socket: Socket | undefined): boolean {
  const port = socket?.remotePort;
  return port === undefined || (socketPath === undefined && port === Number(new URL(origin).port || 80));
}

function mostListeners(sockets: readonly WeakRef<Socket>[]): SocketCounts['mostListeners'] {
  let most: SocketCounts['mostListeners'] = null;
  for (const reference of sockets) {
    const socket = reference.deref();
    for (const event of socket?.eventNames() ?? []) {
      const count = socket?.listenerCount(event) ?? 0;
      if (count > (most?.count ?? 0)) most = { event: String(event), count };
    }
  }
  return most;
}

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { monotonicMs } from '../core/clock.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';

export interface SocketCounter {
  counts(): SocketCounts;
  /** Open sockets over time, drawn at every event; without a point where there was none. */
  series(originMs: number): Series;
  stop(): void;
}

export interface SocketCounts {
  opened: number;
  open: number;
  /** The most listeners that any one open socket has for any one event; null without an open socket. */
  listenersMax: number | null;
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
    counts: () => ({ opened, open: live.size, listenersMax: mostListeners(live) }),
    series: (originMs) => fold.series(originMs),
    stop: () => unsubscribe('net.client.socket', meet),
  };
}

function mostListeners(sockets: Map<number, WeakRef<Socket>>): number | null {
  let most: number | null = null;
  for (const reference of sockets.values()) {
    const socket = reference.deref();
    for (const name of socket?.eventNames() ?? []) most = Math.max(most ?? 0, socket?.listenerCount(name) ?? 0);
  }
  return most;
}

import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

export interface SocketCounts {
  opened: number;
  open: number;
  /** The most listeners that any one open socket has for any one event; null without an open socket. */
  listenersMax: number | null;
}

/**
 * Counts the sockets that this process opens as a client, whichever library opens them: Node's `net.client.socket`
 * channel speaks for node:http, undici and built-in fetch alike. No socket is kept: one that is collected is not held.
 */
export function countClientSockets(): () => SocketCounts {
  const live = new Map<number, WeakRef<Socket>>();
  let opened = 0;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    opened += 1;
    const number = opened;
    live.set(number, new WeakRef(socket));
    socket.once('close', () => live.delete(number));
  });
  return () => ({ opened, open: live.size, listenersMax: mostListeners(live) });
}

function mostListeners(sockets: Map<number, WeakRef<Socket>>): number | null {
  let most: number | null = null;
  for (const reference of sockets.values()) {
    const socket = reference.deref();
    for (const name of socket?.eventNames() ?? []) most = Math.max(most ?? 0, socket?.listenerCount(name) ?? 0);
  }
  return most;
}

import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

export interface SocketCounts {
  opened: number;
  open: number;
}

/**
 * Counts the sockets that this process opens as a client, whichever library opens them: Node's `net.client.socket`
 * channel speaks for node:http, undici and built-in fetch alike. No socket is kept: one that is collected is not held.
 */
export function countClientSockets(): () => SocketCounts {
  let opened = 0;
  let open = 0;
  subscribe('net.client.socket', (message) => {
    opened += 1;
    open += 1;
    (message as { socket: Socket }).socket.once('close', () => {
      open -= 1;
    });
  });
  return () => ({ opened, open });
}

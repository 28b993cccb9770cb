import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import http, { type Agent, type ClientRequest } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

export interface OpenSockets {
  /**
   * Where those go that are open now, idle ones of Node's own globalAgent apart: it keeps them for seconds, and nobody
   * is expected to close it. One of a Unix socket has no address.
   */
  destinations(): string[];
  stop(): void;
}

/**
 * Follows the sockets that this process opens as a client from here on, whichever library opens them, idle ones that do
 * not keep it alive too. Node speaks of every plain one; those of TLS are met where undici or node:http take them up.
 */
export function followSockets(): OpenSockets {
  const open = new Set<Socket>();
  const meet = (socket: Socket) => {
    if (open.has(socket) || socket.destroyed) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  const channels: Record<string, (message: unknown) => void> = {
    'net.client.socket': (message) => meet((message as { socket: Socket }).socket),
    'undici:client:connected': (message) => meet((message as { socket: Socket }).socket),
    'http.client.request.created': (message) => (message as { request: ClientRequest }).request.once('socket', meet),
  };
  for (const [channel, hear] of Object.entries(channels)) subscribe(channel, hear);
  return {
    destinations() {
      const kept = new Set([http.globalAgent, https.globalAgent].flatMap(idleIn));
      return [...open].filter((socket) => !socket.destroyed && !kept.has(socket)).map(destinationOf);
    },
    stop() {
      for (const [channel, hear] of Object.entries(channels)) unsubscribe(channel, hear);
    },
  };
}

function idleIn({ freeSockets }: Agent): Socket[] {
  return Object.values(freeSockets).flatMap((sockets) => sockets ?? []);
}

function destinationOf({ remoteAddress, remotePort }: Socket): string {
  return remoteAddress === undefined ? 'a Unix socket, or not connected yet' : `${remoteAddress}:${remotePort}`;
}

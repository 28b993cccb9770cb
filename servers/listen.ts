import { chmod } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, Target } from '../harness/scenario/types.ts';
import { applyBehaviour, shapeAnswer } from './behaviour.ts';
import { claimSocket } from './claim-socket.ts';
import { Ledger } from './ledger/ledger.ts';
import { watchServer, watchUpgrades } from './ledger/watch.ts';
import type { Mock } from './mock.ts';

// Twice the connections that it was tried with; the kernel cuts it to its own maximum.
const BACKLOG = 20_000;

// As the real daemon's: its owner and its group.
const SOCKET_MODE = 0o660;

export interface Listening {
  server: Server;
  ledger: Ledger;
  /** Where to connect: an origin for TCP; for a Unix socket an origin of form and the path. */
  origin: string;
  socketPath: string | null;
  /** May be changed at any time. */
  behaviour: Behaviour;
}

/** Starts `mock` on a loopback port, or on `socketPath`, with a ledger of all its connections. */
export async function listen(mock: Mock, target: Target, socketPath: string | null): Promise<Listening> {
  // A copy, because it changes: connections to refuse are counted down, and a probe sets something wrong for a while.
  const behaviour = { ...target.behaviour };
  const ledger = new Ledger();
  // Node's own time-outs stay off: what ends a connection is the behaviour's decision, or the client's.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 0,
    connectionsCheckingInterval: 0x7fffffff,
    ...(mock.takesUpgrade && { shouldUpgradeCallback: mock.takesUpgrade }),
    ...mock.options,
  });
  watchServer(server, ledger);
  applyBehaviour(server, behaviour);
  server.on('request', async (request, response) => {
    shapeAnswer(response, request.socket, behaviour);
    if (behaviour.delayMs > 0) await sleep(behaviour.delayMs);
    mock.handle(request, response);
  });
  if (mock.upgrade) {
    watchUpgrades(server, ledger);
    server.on('upgrade', mock.upgrade);
  }
  if (mock.clientError) server.on('clientError', mock.clientError);
  if (mock.close) server.on('close', mock.close);
  if (mock.isProxy) server.on('connect', (_, socket, head) => tunnelToItself(server, socket as Socket, head));
  if (socketPath) {
    await claimSocket(socketPath);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, BACKLOG, resolve));
    await chmod(socketPath, SOCKET_MODE);
    return { server, ledger, origin: 'http://localhost', socketPath, behaviour };
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', BACKLOG, resolve));
  const { port } = server.address() as AddressInfo;
  return { server, ledger, origin: `http://127.0.0.1:${port}`, socketPath: null, behaviour };
}

/** The same connection, counted once, speaks HTTP to the same server inside its tunnel. */
function tunnelToItself(server: Server, socket: Socket, head: Buffer): void {
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
  server.emit('connection', socket);
}

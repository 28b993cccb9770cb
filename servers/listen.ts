import { chmod } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import type { FaultSpec } from '../harness/scenario/faults.ts';
import { claimSocket } from './claim-socket.ts';
import { applyFaults, type Faults } from './faults/apply.ts';
import { answerHalfClosed, NO_IDLE_CLOSE, shapeHead } from './go-http.ts';
import type { JointCounts } from './ledger/joint.ts';
import type { KeptFrom } from './ledger/kept-from.ts';
import { Ledger } from './ledger/ledger.ts';
import { watchServer } from './ledger/watch.ts';
import { WatchedResponse, watchUpgrades } from './ledger/watch-requests.ts';
import { entryOf } from './ledger/watched-socket.ts';
import { answerMetrics } from './metrics.ts';
import type { Mock } from './mock.ts';
import { serveUpgrades } from './upgrades.ts';

// Not by import: a module that imports node:http makes Node load the whole of undici, for names that nobody here uses.
const { createServer } = process.getBuiltinModule('node:http');

// Twice the connections that it was tried with; the kernel cuts it to its own maximum.
const BACKLOG = 20_000;

const LOOPBACK = '127.0.0.1';

// As the real daemon's: its owner and its group.
const SOCKET_MODE = 0o660;

export interface Listening {
  server: Server;
  ledger: Ledger;
  /** Where to connect: an origin for TCP; for a Unix socket an origin of form and the path. */
  origin: string;
  socketPath: string | null;
  begin: Faults['begin'];
  behave: Faults['behave'];
  /** The same server at a second loopback address, on the same port; false where there is no such address. */
  listenToo(address: string): Promise<boolean>;
  /** The mock's own timers end, once the server is closed for good; a restart closes it only for a while. */
  endMock(): void;
}

/** What several places of one server have in common: the count of all, and where clients come from. */
export interface Shared {
  joint?: JointCounts | undefined;
  keptFrom?: KeptFrom | undefined;
  /** The address that it listens at; absent: loopback's. */
  host?: string | undefined;
}

/**
 * Starts `mock` on a loopback port (0: any), or on `socketPath`, with a ledger of all its connections, which are
 * counted together with those of its other places.
 */
export async function listen(
  mock: Mock,
  specs: readonly FaultSpec[],
  socketPath: string | null,
  port = 0,
  { joint, keptFrom, host = LOOPBACK }: Shared = {},
): Promise<Listening> {
  const ledger = new Ledger(joint, keptFrom);
  // Node's own time-outs stay off where a mock has none: what ends a connection is a fault, or the client.
  const server = createServer({
    ServerResponse: WatchedResponse,
    requestTimeout: 0,
    headersTimeout: 0,
    connectionsCheckingInterval: 0x7fffffff,
    ...NO_IDLE_CLOSE,
    ...(mock.takesUpgrade && { shouldUpgradeCallback: mock.takesUpgrade }),
    ...mock.options,
  });
  // As Go's: who closes its half after a request still gets the answer. Not in Node's types.
  Object.assign(server, { httpAllowHalfOpen: true });
  const place = socketPath ?? { port, host };
  const bind = async () => {
    if (socketPath) await claimSocket(socketPath);
    await bound(server, place);
    if (socketPath) await chmod(socketPath, SOCKET_MODE);
    // From here on the port stays what the kernel chose.
    if (typeof place === 'object') place.port = (server.address() as AddressInfo).port;
  };
  watchServer(server, ledger);
  answerHalfClosed(server);
  const faults = await applyFaults(server, specs, bind);
  // One for all requests.
  const handle: Mock['handle'] = (request, response) => mock.handle(request, response);
  server.on('request', (request, response) => {
    shapeHead(response);
    // Before any fault: the watcher must see. The watcher's own connection is in the account too.
    if (request.url === '/metrics' && isRead(request)) return answerMetrics(response, ledger, mock.metrics?.());
    faults.answer(request, response, handle);
  });
  if (mock.upgrade) {
    watchUpgrades(server, ledger);
    serveUpgrades(server, mock.upgrade, faults);
  }
  if (mock.clientError) server.on('clientError', mock.clientError);
  if (mock.isProxy) server.on('connect', (_, socket, head) => tunnelToItself(server, socket as Socket, head));
  await bind();
  const origin = typeof place === 'object' ? `http://127.0.0.1:${place.port}` : 'http://localhost';
  return {
    server,
    ledger,
    origin,
    socketPath,
    begin: faults.begin,
    behave: faults.behave,
    listenToo: (address) => listenToo(server, address),
    endMock: () => mock.close?.(),
  };
}

function isRead({ method }: { method?: string | undefined }): boolean {
  return method === 'GET' || method === 'HEAD';
}

function bound(server: Server, place: string | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const where = typeof place === 'string' ? { path: place } : place;
    server.once('error', reject).listen({ ...where, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function listenToo(server: Server, host: string): Promise<boolean> {
  const { port } = server.address() as AddressInfo;
  const door = createNetServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
  server.once('close', () => door.close());
  return new Promise((resolve) => {
    door.once('error', () => resolve(false)).listen({ host, port, backlog: BACKLOG }, () => resolve(true));
  });
}

/** The same connection, counted once, speaks HTTP to the same server inside its tunnel. */
function tunnelToItself(server: Server, socket: Socket, head: Buffer): void {
  const entry = entryOf(socket);
  if (entry) entry.isTunnel = true;
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
  server.emit('connection', socket);
}

import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { monotonicMs } from '../../core/clock.ts';
import { answer, type Request } from '../../core/ipc.ts';
import type { FaultSpec } from '../../scenario/faults.ts';
import type { TargetSpec } from '../../scenario/types.ts';
import type { MeetingPoint } from '../meeting.ts';
import type { TargetAbilities } from '../target.ts';
import { Assembly, type AssemblyOptions, type Member } from './assembly.ts';
import { type Clocks, type Hello, JoinRefused } from './hello.ts';
import type { JoinedCase } from './joined-case.ts';

/** A shard whose machine is gone says nothing of it: it is asked this often, and is gone where it has not answered. */
const HEARTBEAT_MS = 5_000;

/** All shards of a large run come at once; the kernel cuts it to its own maximum. */
const BACKLOG = 20_000;

export interface CoordinatorOptions extends AssemblyOptions {
  port: number;
  token: string;
}

/** Where shards meet, listening. */
export interface Coordinator extends AsyncDisposable {
  /** What shards are told, the token in it. */
  url: string;
}

export async function startCoordinator({ port, token, ...options }: CoordinatorOptions): Promise<Coordinator> {
  const server = new WebSocketServer({ host: options.host, port, backlog: BACKLOG });
  await once(server, 'listening');
  const assembly = new Assembly(options);
  server.on('connection', (socket) => serveShard(socket, assembly, token));
  const { address, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${taken}/${token}`,
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers the calls of one shard until it is gone. */
function serveShard(socket: WebSocket, assembly: Assembly, token: string): void {
  const { handlers, leave } = makeHandlers(assembly, token);
  socket.on('message', async (data) => {
    const request = requestIn(String(data));
    // What sends such is no shard.
    if (!request) return socket.terminate();
    socket.send(JSON.stringify(await answer(handlers, request)));
  });
  socket.on('error', () => socket.terminate());
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  socket.on('close', () => {
    clearInterval(heartbeat);
    leave();
  });
}

function requestIn(text: string): Request | undefined {
  try {
    const request = JSON.parse(text) as Request | null;
    return typeof request === 'object' && request !== null ? request : undefined;
  } catch {
    return undefined;
  }
}

export type CoordinatorHandlers = ReturnType<typeof makeHandlers>['handlers'];

function makeHandlers(assembly: Assembly, token: string) {
  let member: Member | undefined;
  let joined: JoinedCase | undefined;
  let inOrder = false;
  const admitted = () => {
    if (!member) throw new JoinRefused('A shard says first who it is.');
    return member;
  };
  const playing = () => {
    if (!joined) throw new Error('there is no case yet');
    return { joined, index: admitted().index };
  };
  const target = () => playing().joined.target(playing().index) as ReturnType<JoinedCase['target']> & TargetAbilities;
  const handlers = {
    hello(hello: Hello): void {
      if (!isSame(hello.token, token)) throw new JoinRefused('The coordinator does not know this token.');
      member = assembly.admit(hello);
    },
    clocks: (): Clocks => ({ monotonicMs: monotonicMs(), wallMs: Date.now() }),
    /** Waits until all are there and a server is; tells where it listens, and when they go on. */
    async startCase({ at, spec }: { at: number; spec: TargetSpec }) {
      const { joined: started, goAtMs } = await admitted().startCase(at, spec);
      joined = started;
      const { origin, socketPath } = target();
      return { origin, socketPath, goAtMs };
    },
    async meet({ point }: { point: MeetingPoint }) {
      const { joined: present, index } = playing();
      return { goAtMs: await present.meet(index, point) };
    },
    endCase() {
      const { joined: ended, index } = playing();
      return ended.part(index);
    },
    /** It goes now, and has done what it came for. */
    bye(): void {
      inOrder = true;
    },
    counts: () => target().counts(),
    cut: ({ originMs }: { originMs: number }) => target().cut(originMs),
    account: ({ originMs }: { originMs: number }) => target().account(originMs),
    begin: () => target().begin(),
    behave: ({ faults }: { faults: FaultSpec[] }) => target().behave(faults),
    hold: ({ streams }: { streams: number }) => target().hold(streams),
    listenToo: ({ address }: { address: string }) => target().listenToo(address),
  };
  return { handlers, leave: () => member?.leave({ inOrder }) };
}

/** In a time that tells nothing of how much of it is right. */
function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

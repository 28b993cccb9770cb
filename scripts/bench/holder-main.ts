import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serveParent } from '../../harness/core/ipc.ts';
import type { Address } from './listen-on.ts';

// The process of a client that only connects: it holds connections, or opens and closes one after the other.

let held: Socket[] = [];

const handlers = {
  /** Opens `count` more connections at once and holds them. */
  async hold({ server, count }: { server: Address; count: number }): Promise<void> {
    held.push(...(await Promise.all(Array.from({ length: count }, () => open(server)))));
  },
  /** Ends all that is held, by reset where there is one: 10,000 closed ones would keep their ports for a minute. */
  letGo(): void {
    for (const socket of held) {
      if (socket.remoteAddress) socket.resetAndDestroy();
      else socket.destroy();
    }
    held = [];
  },
  /** Opens and closes `count` connections, `parallel` of them at a time. */
  async churn({ server, count, parallel }: { server: Address; count: number; parallel: number }): Promise<number> {
    let begun = 0;
    const comeAndGo = async () => {
      while (begun++ < count) {
        const socket = await open(server);
        const closed = once(socket, 'close');
        socket.resume().end();
        await closed;
      }
    };
    await Promise.all(Array.from({ length: parallel }, comeAndGo));
    return count;
  },
};

export type HolderHandlers = typeof handlers;

async function open({ origin, socketPath }: Address): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = socketPath ? connect(socketPath) : connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  return socket;
}

serveParent(handlers);

import { once } from 'node:events';
import net from 'node:net';
import { expect, it } from 'vitest';
import { eventually } from '../../core/testing/patience.ts';
import { heldByKernel } from '../../record/held.ts';
import { lookKernel } from './look.ts';

it.runIf(process.platform === 'linux')(
  'the kernel knows of a client that is gone where its server has not noticed it',
  async () => {
    const ends: net.Socket[] = [];
    // Nobody reads, so that the end of what the client has sent stays unread too.
    const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (end) => ends.push(end));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as net.AddressInfo;
    const clients = Array.from({ length: 5 }, () => net.connect(port, '127.0.0.1'));
    await eventually(
      () => ends.length,
      (count) => count === 5,
    );
    const held = () => heldByKernel(lookKernel({ port }, process.pid));
    expect(held()).toBe(5);
    for (const client of clients.slice(0, 3)) client.destroy();
    expect(await eventually(held, (count) => count === 2)).toBe(2);
    expect(ends.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded)).toHaveLength(5);
    for (const socket of [...clients, ...ends]) socket.destroy();
    server.close();
  },
);

import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Daemon } from '../testing/daemon.ts';

function open({ socketPath }: Daemon, path: string): WebSocket {
  return new WebSocket(`ws+unix:${socketPath}:${path}`);
}

test('a browser types into a container and reads it, in binary messages', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const create = { Image: 'tinybb', Cmd: ['cat'], OpenStdin: true };
  await daemon.ask('POST', '/containers/create?name=typed', create);
  await daemon.ask('POST', '/containers/typed/start');
  const socket = open(daemon, '/containers/typed/attach/ws?stream=1&stdin=1&stdout=1');
  await once(socket, 'open');
  socket.send('hello\n');
  const [message, isBinary] = await once(socket, 'message');
  expect([String(message), isBinary]).toEqual(['hello\n', true]);
  await daemon.ask('POST', '/containers/typed/kill');
  await once(socket, 'close');
  await expect.poll(() => daemon.listening.ledger.activeCount).toBe(0);
});

test('a container that is not there is a plain 404', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const socket = open(daemon, '/containers/nope/attach/ws');
  const [error] = await once(socket, 'error');
  expect(String(error)).toContain('404');
  expect(await daemon.ask('GET', '/containers/logger1/attach/ws')).toMatchObject({ status: 400 });
});

test('what is typed goes on when the container reads again, and one message may not be endless', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  await daemon.ask('POST', '/containers/create?name=typed', { Image: 'tinybb', Cmd: ['cat'], OpenStdin: true });
  const socket = open(daemon, '/containers/typed/attach/ws?stream=1&stdin=1&stdout=1');
  await once(socket, 'open');
  const line = `${'x'.repeat(99_999)}\n`;
  let echoed = 0;
  socket.on('message', (message: Buffer) => {
    echoed += message.length;
  });
  // Nobody reads before the start: the daemon takes no more than a little until then.
  for (let turn = 0; turn < 10; turn += 1) socket.send(line);
  await daemon.ask('POST', '/containers/typed/start');
  await expect.poll(() => echoed).toBe(10 * line.length);
  socket.send('x'.repeat(2_000_000));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
});

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Daemon, nextChunk } from '../testing/daemon.ts';
import { Talk } from '../testing/talk.ts';

/** Runs a shell script to its end in a container of that name. */
async function runScript(daemon: Daemon, name: string, script: string, more: object = {}): Promise<void> {
  await daemon.ask('POST', `/containers/create?name=${name}`, { Image: 'tinybb', Cmd: ['sh', '-c', script], ...more });
  await daemon.ask('POST', `/containers/${name}/start`);
  await daemon.ask('POST', `/containers/${name}/wait`);
}

function splitFrames(bytes: Buffer): { stream: number | undefined; payload: string }[] {
  const frames = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at + 4);
    frames.push({ stream: bytes[at], payload: bytes.toString('utf8', at + 8, at + 8 + length) });
    at += 8 + length;
  }
  return frames;
}

test('a line longer than 16 KiB leaves in frames of 16384 bytes', async () => {
  await using daemon = await Daemon.start();
  await runScript(daemon, 'long', `echo ${'x'.repeat(40_000)}`);
  const { body } = await daemon.ask('GET', '/containers/long/logs?stdout=1');
  expect(splitFrames(body).map(({ payload }) => payload.length)).toEqual([16_384, 16_384, 7_233]);
});

test('streams are kept apart, and a last line without an end is there', async () => {
  await using daemon = await Daemon.start();
  await runScript(daemon, 'both', 'echo out; echo err >&2; echo -n open');
  const all = await daemon.ask('GET', '/containers/both/logs?stdout=1&stderr=1');
  expect(splitFrames(all.body)).toEqual([
    { stream: 1, payload: 'out\n' },
    { stream: 2, payload: 'err\n' },
    { stream: 1, payload: 'open' },
  ]);
  const err = await daemon.ask('GET', '/containers/both/logs?stderr=1');
  expect(splitFrames(err.body).map(({ payload }) => payload)).toEqual(['err\n']);
  // The tail is counted before streams are left out, as dockerd does.
  expect((await daemon.ask('GET', '/containers/both/logs?stderr=1&tail=1')).body).toHaveLength(0);
});

test('since and until cut by time, to the nanosecond', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 0 });
  await runScript(daemon, 'timed', 'echo one; sleep 0.02; echo two');
  const stamped = await daemon.ask('GET', '/containers/timed/logs?stdout=1&timestamps=1');
  const [one = '', two = ''] = splitFrames(stamped.body).map(({ payload }) => payload.split(' ')[0] ?? '');
  const seconds = (stamp: string) => `${Math.floor(Date.parse(stamp) / 1_000)}.${stamp.slice(20, 29)}`;
  const texts = async (query: string) => {
    const { body } = await daemon.ask('GET', `/containers/timed/logs?stdout=1&${query}`);
    return splitFrames(body).map(({ payload }) => payload.trim());
  };
  expect(await texts(`since=${seconds(two)}`)).toEqual(['two']);
  expect(await texts(`until=${seconds(one)}`)).toEqual(['one']);
  expect(await texts(`since=${seconds(one)}&until=${seconds(two)}`)).toEqual(['one', 'two']);
});

test('details stand between the stamp and the line', async () => {
  await using daemon = await Daemon.start();
  await runScript(daemon, 'detailed', 'echo text', { Tty: true });
  const { body } = await daemon.ask('GET', '/containers/detailed/logs?stdout=1&details=1&timestamps=1');
  expect(body.toString()).toMatch(/^[\dT:.-]+Z {2}text\r\n$/);
});

test('all of a long log comes, oldest first, and no more of it is kept than its bound', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 1_000 });
  const { body } = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1');
  const numbers = body
    .toString()
    .trim()
    .split('\r\n')
    .map((line) => Number(line.split(' ')[2]));
  expect(numbers).toHaveLength(5_000);
  expect(numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)).toBe(true);
});

test('a reader that does not read costs no memory, and gets what is left when it reads on', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 20_000 });
  const accepted = once(daemon.listening.server, 'connection');
  const talk = await Talk.to(daemon.socketPath);
  const [served] = (await accepted) as [Socket];
  talk.socket.pause();
  talk.send('GET /containers/ttylog/logs?stdout=1&follow=1&tail=0 HTTP/1.1\r\nHost: d\r\n\r\n');
  const last = async () => {
    const { body } = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=1');
    return Number(body.toString().split(' ')[2]);
  };
  const first = await last();
  // Half a megabyte of log in its chunks, and more than the kernel holds for a socket.
  await expect.poll(last).toBeGreaterThan(first + 30_000);
  expect(served.writableLength).toBeLessThan(256 * 1_024);
  talk.socket.resume();
  const lastHeard = () => Number([...talk.text.slice(-200).matchAll(/tty line (\d+)\r/g)].at(-1)?.[1] ?? 0);
  await expect.poll(lastHeard).toBeGreaterThan(first + 30_000);
  talk.socket.destroy();
});

test('many follow one log and hear the same lines', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 50 });
  const path = '/containers/ttylog/logs?stdout=1&follow=1&tail=0';
  const streams = await Promise.all(Array.from({ length: 20 }, () => daemon.open('GET', path)));
  const lines = await Promise.all(streams.map(async (stream) => (await nextChunk(stream)).toString()));
  expect(lines.every((line) => /^tty line \d+\r\n/.test(line))).toBe(true);
  for (const stream of streams) stream.destroy();
  await expect.poll(() => daemon.listening.ledger.activeCount).toBe(0);
});

test('a paused container writes nothing, and goes on where it was', async () => {
  // Slowly enough that its log still has the line of the pause, however late it is looked at.
  await using daemon = await Daemon.start({ linesPerSecond: 20 });
  const last = async () => {
    const { body } = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=1');
    return Number(body.toString().split(' ')[2]);
  };
  await daemon.ask('POST', '/containers/ttylog/pause');
  const paused = await last();
  expect(await last()).toBe(paused);
  await daemon.ask('POST', '/containers/ttylog/unpause');
  await expect.poll(last).toBeGreaterThan(paused);
  const { body } = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=5000');
  expect(body.toString()).toContain(`tty line ${paused}\r\ntty line ${paused + 1}\r\n`);
});

test('a log that was followed to its end leaves a connection that serves on', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 50 });
  const stream = await daemon.open('GET', '/containers/logger1/logs?stdout=1&follow=1');
  stream.resume();
  const ended = new Promise((resolve) => stream.once('end', resolve));
  await daemon.ask('POST', '/containers/logger1/stop?t=1');
  await ended;
  await daemon.ask('GET', '/_ping');
  expect(daemon.listening.ledger.openCount).toBe(2);
});

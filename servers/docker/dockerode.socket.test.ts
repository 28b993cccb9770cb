import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { expect, test } from 'vitest';
import { Daemon } from './testing/daemon.ts';

// A client as people use it: dockerode, whose requests differ from the CLI's in every way that the API allows.

function clientOf({ socketPath }: Daemon): Docker {
  return new Docker({ socketPath });
}

/** Splits a multiplexed stream with dockerode's own reader; resolves when the stream has ended. */
async function demux(docker: Docker, stream: NodeJS.ReadableStream): Promise<{ out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  docker.modem.demuxStream(stream, out, err);
  stream.once('end', () => {
    out.end();
    err.end();
  });
  return { out: await text(out), err: await text(err) };
}

/** The first JSON line that a stream brings and that satisfies. */
async function firstLine<T>(stream: Readable, satisfies: (value: T) => boolean): Promise<T> {
  let rest = '';
  for await (const chunk of stream) {
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    const found = lines.map((line) => JSON.parse(line) as T).find(satisfies);
    if (found) return found;
  }
  throw new Error('the stream ended first');
}

test('dockerode lists with its own spelling of filters', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  expect(await docker.listContainers({ all: true, filters: { name: ['svc-3'] } })).toHaveLength(1);
  expect(await docker.listContainers({ filters: { label: ['com.example.tier=web'] } })).toHaveLength(4);
  expect(await docker.listContainers({ limit: 2 })).toHaveLength(2);
  expect(await docker.getContainer('logger1').inspect()).toMatchObject({
    Name: '/logger1',
    State: { Status: 'running', Running: true },
    Config: { Tty: false },
  });
  expect(await docker.listImages()).toHaveLength(3);
  expect((await docker.version()).ApiVersion).toBe('1.41');
  expect((await docker.info()).ContainersRunning).toBe(10);
  expect((await docker.ping()).toString()).toBe('OK');
});

test('dockerode’s error has the status and the message', async () => {
  await using daemon = await Daemon.start();
  await expect(clientOf(daemon).getContainer('nope').inspect()).rejects.toMatchObject({
    statusCode: 404,
    reason: 'no such container',
    json: { message: 'No such container: nope' },
  });
});

test('dockerode follows a log until the container is stopped', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 50 });
  const docker = clientOf(daemon);
  const container = docker.getContainer('logger1');
  const stream = await container.logs({ follow: true, stdout: true, stderr: true, tail: 2 });
  const lines = demux(docker, stream);
  await once(stream, 'data');
  await container.stop({ t: 1 });
  const { out, err } = await lines;
  expect(out).toMatch(/^(out line \d+\n)+$/);
  expect(err).toMatch(/^(err line \d+\n)+$/);
});

test('dockerode hears events as they happen', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  const events = (await docker.getEvents({ filters: { event: ['pause'] } })) as Readable;
  await docker.getContainer('svc-3').pause();
  const event = await firstLine<{ Action: string; Actor: { Attributes: object } }>(events, () => true);
  expect(event).toMatchObject({ Action: 'pause', Actor: { Attributes: { name: 'svc-3', image: 'tinybb' } } });
});

test('dockerode reads one pair of statistics, and a stream of them', async () => {
  await using daemon = await Daemon.start();
  const container = clientOf(daemon).getContainer('svc-3');
  const once = await container.stats({ stream: false });
  expect(once.precpu_stats.cpu_usage.total_usage).toBeGreaterThan(0);
  expect(once.networks).toHaveProperty('eth0.rx_bytes');
  const stream = (await container.stats({ stream: true })) as unknown as Readable;
  expect(await firstLine<{ name: string }>(stream, () => true)).toMatchObject({ name: '/svc-3' });
});

test('dockerode runs a command without taking the connection over', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  const exec = await docker.getContainer('logger1').exec({
    Cmd: ['sh', '-c', 'echo hi; echo oops >&2; exit 5'],
    AttachStdout: true,
    AttachStderr: true,
  });
  expect(await demux(docker, await exec.start({}))).toEqual({ out: 'hi\n', err: 'oops\n' });
  expect(await exec.inspect()).toMatchObject({ Running: false, ExitCode: 5, ProcessConfig: { entrypoint: 'sh' } });
});

test('dockerode types into a command over a hijacked connection', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  const options = { Cmd: ['cat'], AttachStdin: true, AttachStdout: true };
  const exec = await docker.getContainer('logger1').exec(options);
  const stream = await exec.start({ hijack: true, stdin: true });
  const answer = demux(docker, stream);
  stream.write('typed');
  stream.end();
  expect((await answer).out).toBe('typed');
  expect(await exec.inspect()).toMatchObject({ ExitCode: 0 });
});

test('dockerode creates, attaches, starts, types, waits and removes', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  const container = await docker.createContainer({
    Image: 'busybox',
    name: 'typed',
    Cmd: ['sh', '-c', 'cat && exit 7'],
    OpenStdin: true,
    StdinOnce: true,
  });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
  const answer = demux(docker, stream);
  // Not started is not running: this wait is over at once, as the real daemon's is.
  expect(await container.wait()).toMatchObject({ StatusCode: 0 });
  const exited = container.wait({ condition: 'next-exit' });
  await container.start();
  stream.write('one\n');
  stream.end('two\n');
  expect((await answer).out).toBe('one\ntwo\n');
  expect(await exited).toMatchObject({ StatusCode: 7 });
  expect((await container.logs({ stdout: true })).subarray(8).toString()).toContain('one\n');
  await container.remove();
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
});

test('dockerode’s run gives the output and the exit code', async () => {
  await using daemon = await Daemon.start();
  const out = new PassThrough();
  const [result, container] = await clientOf(daemon).run('busybox', ['sh', '-c', 'echo ran; exit 3'], out, {
    Tty: true,
  });
  expect(result.StatusCode).toBe(3);
  expect(out.read().toString()).toBe('ran\r\n');
  await container.remove();
});

test('a connection stays active for the ledger while it is taken over', async () => {
  await using daemon = await Daemon.start();
  const docker = clientOf(daemon);
  const exec = await docker.getContainer('logger1').exec({ Cmd: ['cat'], AttachStdin: true, AttachStdout: true });
  const stream = await exec.start({ hijack: true, stdin: true });
  stream.write('x');
  await once(stream, 'data');
  const { ledger } = daemon.listening;
  expect(ledger.activeCount).toBe(1);
  stream.end();
  await once(stream, 'close');
  expect(ledger.activeCount).toBe(0);
  const { statuses } = ledger.takeWindow(0, 0);
  expect(statuses).toMatchObject({ 101: 1 });
});

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { eventually } from '../../core/testing/patience.ts';
import type { WatchTarget } from './connections.ts';
import { recordWatch, type WatchRecorder } from './record-watch.ts';
import { startServer, startService } from './testing/start-service.ts';

const PLACES = ['127.0.0.1', '::1', 'unix'] as const;
const hasIPv6 = os.networkInterfaces().lo?.some(({ address }) => address === '::1') ?? false;
const hasSs = isThere('ss', ['-V']);
const canUnshare = isThere('unshare', ['--net', 'true']) && isThere('ip', ['-V']) && isThere('nsenter', ['-V']);

function isThere(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function watch(pid: number, target: WatchTarget, clock = new HandClock()): WatchRecorder {
  return recordWatch({ selection: { pids: [pid], names: [], groups: [] }, target, clock, onLook: () => {} });
}

/** The figures of one more look. */
function look(recorder: WatchRecorder): Record<string, number> {
  recorder.look();
  return Object.fromEntries(
    Object.entries(recorder.watched().series).map(([name, { v }]) => [name, v.at(-1) ?? Number.NaN]),
  );
}

const seen = (recorder: WatchRecorder, satisfied: (figures: Record<string, number>) => boolean) =>
  eventually(() => look(recorder), satisfied);

describe.runIf(process.platform === 'linux')('what the kernel shows of a service that runs already', () => {
  describe.each(PLACES)('over %s', (place) => {
    const isShown = place === '::1' ? hasIPv6 : place === 'unix' ? hasSs : true;

    it.runIf(isShown)('is the pool of a healthy one, which stays as it is', async () => {
      await using server = await startServer(place);
      await using service = startService('healthy', server.to);
      using recorder = watch(service.pid, server.target);
      await service.request(20);
      await service.request(20);
      const pool = { held: 5, mostEstablished: 5, opened: 5, closed: 0, unowned: 0, 'state.established': 5 };
      expect(await seen(recorder, ({ held }) => held === 5)).toMatchObject(pool);
      expect(look(recorder)).toMatchObject({ ...pool, mostLasting: 5 });
      expect(recorder.watched()).toMatchObject({ whose: 'these processes', processesSeen: 1 });
    });

    it.runIf(isShown)('are ever more connections of a leaking one, each with its descriptor', async () => {
      await using server = await startServer(place);
      await using service = startService('leaking', server.to);
      await service.request(2);
      using recorder = watch(service.pid, server.target);
      const { descriptors = 0 } = await seen(recorder, ({ held }) => held === 2);
      await service.request(7);
      const expected = { opened: 7, closed: 0, mostLasting: 2, descriptors: descriptors + 7 };
      // A process may have one of its own open for a moment.
      const areThere = (figures: Record<string, number>) =>
        figures.held === 9 && figures.descriptors === expected.descriptors;
      expect(await seen(recorder, areThere)).toMatchObject(expected);
    });

    it.runIf(isShown)('are not the connections of others', async () => {
      await using server = await startServer(place);
      await using service = startService('leaking', server.to);
      await using other = startService('leaking', server.to);
      await service.request(2);
      await other.request(3);
      using recorder = watch(service.pid, server.target);
      expect(await seen(recorder, ({ held }) => held === 2)).toMatchObject({ unowned: 3, 'state.established': 2 });
    });
  });

  it('are connections that the server has closed and the client keeps, and for how long', async () => {
    await using server = await startServer();
    await using service = startService('close-wait', server.to);
    const clock = new HandClock();
    using recorder = watch(service.pid, server.target, clock);
    await service.request(3);
    await seen(recorder, (figures) => figures['state.close-wait'] === 3);
    expect(look(recorder)).toMatchObject({ 'state.established': 0, held: 3, closeWaitStaying: 0 });
    clock.advance(5_000);
    expect(look(recorder)).toMatchObject({ closeWaitStaying: 3 });
  });

  it('are connections without keep-alive, also those that came and went between two looks', async () => {
    await using server = await startServer();
    await using service = startService('no-keep-alive', server.to);
    using recorder = watch(service.pid, server.target);
    await service.request(10);
    await seen(recorder, ({ opened = 0, brief = 0 }) => opened + brief >= 10);
    const { opened = 0, brief = 0, held } = await seen(recorder, (figures) => figures.held === 0);
    expect([opened + brief, held]).toEqual([10, 0]);
  });

  it('are the connections of what a process has started, and its end', async () => {
    await using server = await startServer();
    // A shell that stays beside the service.
    await using service = startService('healthy', server.to, [
      'sh',
      '-c',
      'exec 2>/dev/null; "$0" "$@"; true',
      process.execPath,
    ]);
    await service.request(5);
    using recorder = watch(service.pid, server.target);
    expect(await seen(recorder, ({ held }) => held === 5)).toMatchObject({ processes: 2, mostEstablished: 5 });
    const [, child] = recorder.watched().processes;
    expect(child?.name).toBe('node service.mjs');
    process.kill(child?.pid ?? 0, 'SIGKILL');
    await eventually(
      () => {
        recorder.look();
        return recorder.isAnyoneThere();
      },
      (isAnyoneThere) => !isAnyoneThere,
    );
    expect(recorder.watched().processes.map(({ untilMs }) => untilMs)).toEqual([0, 0]);
  });
});

describe.runIf(process.platform === 'linux')('where nobody tells the peers of a Unix socket', () => {
  it('the connections are those of all clients, and it is said why', async () => {
    await using server = await startServer('unix');
    await using service = startService('leaking', server.to);
    await using other = startService('leaking', server.to);
    await service.request(2);
    await other.request(3);
    using recorder = withoutPrograms(() => watch(service.pid, server.target));
    expect(recorder.watched()).toMatchObject({
      whose: 'all clients',
      notMeasured: expect.arrayContaining(['whose the connections to the socket are: ss is not installed']),
    });
    expect(look(recorder)).toMatchObject({ held: 5 });
  });
});

/** Nothing is found that could be run. */
function withoutPrograms<T>(work: () => T): T {
  const { PATH } = process.env;
  process.env.PATH = '/nowhere';
  try {
    return work();
  } finally {
    process.env.PATH = PATH;
  }
}

// Its own loopback device is down at first.
const IN_A_NAMESPACE = ['--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"', process.execPath, '-e'];
const SERVER_AND_CLIENTS = `
  const net = require('node:net');
  const server = net.createServer(() => {}).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    for (let count = 0; count < 4; count += 1) net.connect(port, '127.0.0.1');
    console.log(port);
  });
`;

// Visible among the skipped ones where the user may not make a namespace.
it.runIf(canUnshare)('a process in another network namespace is seen by the tables of that one', async () => {
  const child = spawn('unshare', [...IN_A_NAMESPACE, SERVER_AND_CLIENTS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(String((await once(child.stdout, 'data'))[0]));
  using recorder = watch(child.pid as number, { addresses: ['127.0.0.1'], port });
  expect(await seen(recorder, ({ held }) => held === 4)).toMatchObject({ 'state.established': 4, portsUsed: 4 });
  expect(recorder.watched().ports).toMatchObject({ low: 32_768, high: 60_999 });
  child.kill('SIGKILL');
  await once(child, 'close');
});

import http from 'node:http';
import type net from 'node:net';
import { describe, expect, it } from 'vitest';
import { monotonicMs } from '../../harness/core/clock.ts';
import { holdTimers } from '../../harness/core/testing/held-timers.ts';
import { eventually } from '../../harness/core/testing/patience.ts';
import { decodeHistogram } from '../../harness/record/hdr.ts';
import { GET, openWire } from '../faults/testing/wire.ts';
import { ask, connectTo, cut, startMock } from '../testing.ts';

const untilActive = async ({ ledger }: Awaited<ReturnType<typeof startMock>>, count: number) =>
  expect(
    await eventually(
      () => ledger.activeCount,
      (active) => active === count,
    ),
  ).toBe(count);
/** Real time: a timer may be early by what a busy machine took since its loop last looked at the clock. */
const pass = (ms: number, startedMs = monotonicMs()) =>
  eventually(
    () => monotonicMs() - startedMs,
    (passedMs) => passedMs >= ms,
  );
const settled = (mock: Awaited<ReturnType<typeof startMock>>) =>
  eventually(
    () => mock.ledger.openCount,
    (open) => open === 0,
  );

describe.each(['tcp', 'unix'] as const)('the ledger of a server on %s', (socket) => {
  it('counts what was open and active at once, exactly', async () => {
    const timers = holdTimers();
    await using mock = await startMock('http', { socket });
    // One agent a connection: a shared one hands its requests to whichever connection is free first.
    const agents = Array.from({ length: 3 }, () => new http.Agent({ keepAlive: true, maxSockets: 1 }));
    for (let round = 0; round < 3; round += 1) {
      const answers = agents.map((agent) => ask(mock, '/ok?delayMs=20', { agent }));
      await untilActive(mock, 3);
      timers.advance(20);
      await Promise.all(answers);
    }
    expect(cut(mock)).toMatchObject({
      opened: 3,
      requests: 9,
      openPeak: 3,
      activePeak: 3,
      requestsInFlightPeak: 3,
      openAtEnd: 3,
      activeAtEnd: 0,
      openAndUsed: 3,
      requestsPerConnection: { min: 3, p50: 3, max: 3 },
      requestClasses: [{ from: 3, to: 3, connections: 3 }],
      statuses: { 200: 9 },
    });
    for (const agent of agents) agent.destroy();
  });

  it('gives each window what happened in it, and carries on what is open', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
    await Promise.all([ask(mock, '/ok?delayMs=20', { agent }), ask(mock, '/ok?delayMs=20', { agent })]);
    cut(mock);
    await ask(mock, '/ok', { agent });
    expect(cut(mock)).toMatchObject({
      opened: 0,
      requests: 1,
      openAtStart: 2,
      openPeak: 2,
      activePeak: 1,
      openAndUsed: 1,
    });
    expect(cut(mock)).toMatchObject({ openAtEnd: 2, openAndUsed: 0 });
    agent.destroy();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ closed: 2, openAtStart: 2, openAtEnd: 0 });
  });

  it('tells a FIN of the client from a broken request', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true });
    await ask(mock, '/ok', { agent });
    const hanging = ask(mock, '/hang', { agent });
    await untilActive(mock, 1);
    agent.destroy();
    await expect(hanging).rejects.toThrow();
    await settled(mock);
    expect(cut(mock).closures).toEqual([
      { by: 'client', reason: 'fin', count: 1, active: 1, idleRetirements: 0, endless: 1 },
    ]);
  });

  it.each<[string, string, boolean, number, number]>([
    ['an answer without end', '/stream', true, 1, 1],
    ['an answer that is not begun', '/hang', false, 1, 1],
    ['an answer of announced length', '/big?bytes=20000000', true, 1, 0],
    ['nothing', '/ok', true, 0, 0],
  ])('tells what a client leaves behind: %s', async (_, path, isAnswered, active, endless) => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    // It reads no more than shows that the answer has begun.
    wire.socket.once('data', () => wire.socket.pause());
    wire.send(GET(path));
    await wire.until(({ bytes }) => (bytes() !== '') === isAnswered && mock.ledger.activeCount === active);
    wire.socket.destroy();
    await settled(mock);
    expect(cut(mock).closures).toMatchObject([{ by: 'client', count: 1, active, endless }]);
  });

  it.each<[string, string, object, object]>([
    ['reset by the server', '/reset', { none: 1 }, { byServer: { none: 1 }, byClient: {} }],
    ['left by the client before the head', '/hang', { none: 1 }, { byServer: {}, byClient: { none: 1 } }],
    ['answered whole', '/ok', { 200: 1 }, { byServer: {}, byClient: {} }],
  ])('tells who broke off a request: %s', async (_, path, statuses, broken) => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.socket.on('error', () => {});
    wire.send(GET(path));
    await eventually(
      () => mock.ledger.requestCount,
      (requests) => requests === 1,
    );
    if (path === '/ok') await wire.until(({ bytes }) => bytes() !== '');
    wire.socket.destroy();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ statuses, broken });
  });

  it('tells how long its answers took, and nothing of what it never answered', async () => {
    await using mock = await startMock('http', { socket });
    const timers = holdTimers();
    const agent = new http.Agent({ keepAlive: true });
    for (let request = 0; request < 3; request += 1) {
      const answer = ask(mock, '/ok?delayMs=20', { agent });
      await untilActive(mock, 1);
      await pass(20);
      timers.advance(20);
      await answer;
    }
    const times = decodeHistogram(cut(mock).serviceTimes ?? '');
    expect(times.totalCount).toBe(3);
    expect(times.minNonZeroValue).toBeGreaterThan(19_000);
    const hanging = ask(mock, '/hang', { agent });
    await untilActive(mock, 1);
    agent.destroy();
    await expect(hanging).rejects.toThrow();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ requests: 1, serviceTimes: null });
  });

  it('notes the stretches in which nothing but streams was in flight', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true });
    const stream = ask(mock, '/stream', { agent }).catch(() => {});
    await untilActive(mock, 1);
    mock.ledger.holdStreams(1, monotonicMs());
    cut(mock);
    const startMs = monotonicMs();
    await pass(150);
    const timers = holdTimers();
    const answer = ask(mock, '/ok?delayMs=20', { agent });
    await untilActive(mock, 2);
    await pass(50);
    timers.advance(20);
    await answer;
    const { idle } = mock.ledger.takeWindow(monotonicMs(), startMs);
    // On a busy machine another one follows behind the answer.
    const [first, ...later] = idle.sort((one, other) => one.startMs - other.startMs);
    expect(first?.startMs).toBeLessThanOrEqual(0);
    expect(first?.endMs).toBeGreaterThanOrEqual(149);
    for (const stretch of later) expect(stretch.startMs).toBeGreaterThanOrEqual((first?.endMs ?? 0) + 49);
    agent.destroy();
    await stream;
  });

  it('gives each answer of a pipeline the time since its own request', async () => {
    await using mock = await startMock('http', { socket });
    const timers = holdTimers();
    const pipelining = connectTo(mock);
    pipelining.write('GET /ok?delayMs=40 HTTP/1.1\r\nHost: x\r\n\r\nGET /ok HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(
      () => mock.ledger.tally().requests,
      (requests) => requests === 2,
    );
    await pass(40);
    timers.advance(40);
    await eventually(
      () => mock.ledger.tally().requests - mock.ledger.activeCount,
      (answered) => answered === 2,
    );
    const window = cut(mock);
    const times = decodeHistogram(window.serviceTimes ?? '');
    expect(window).toMatchObject({ requests: 2, requestsInFlightPeak: 2, activePeak: 1, statuses: { 200: 2 } });
    expect(times.totalCount).toBe(2);
    // The second one waited behind the first.
    expect(times.minNonZeroValue).toBeGreaterThan(39_000);
    pipelining.destroy();
  });

  it('tells an answer that broke off from those that were never begun behind it', async () => {
    await using mock = await startMock('http', { socket });
    const pipelining = connectTo(mock);
    pipelining.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\nGET /ok HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => pipelining.once('data', resolve));
    await eventually(
      () => mock.ledger.tally().requests,
      (requests) => requests === 2,
    );
    mock.server.closeAllConnections();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ requests: 2, activeAtEnd: 0, statuses: { 200: 1, none: 1 } });
  });

  it('enters a request that Node refuses before the mock sees it', async () => {
    await using mock = await startMock('http', { socket });
    const hostless = connectTo(mock);
    hostless.write('GET /ok HTTP/1.1\r\n\r\n');
    hostless.resume();
    await new Promise((resolve) => hostless.once('close', resolve));
    await settled(mock);
    expect(cut(mock)).toMatchObject({ requests: 1, activeAtEnd: 0, neverUsed: 0, statuses: { 400: 1 } });
  });

  it('names a connection that never carried a request', async () => {
    await using mock = await startMock('http', { socket });
    const silent = connectTo(mock);
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 1,
    );
    silent.destroy();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ opened: 1, requests: 0, neverUsed: 1, requestsPerConnection: null });
  });

  it('counts requests behind a busy connection while another one has been idle for a while', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true });
    await ask(mock, '/ok', { agent });
    await pass(60);
    const pipelining = connectTo(mock);
    const slow = 'GET /ok?delayMs=20 HTTP/1.1\r\nHost: x\r\n\r\n';
    pipelining.write(slow + slow + slow);
    await eventually(
      () => mock.ledger.tally().requests,
      (requests) => requests === 4,
    );
    expect(cut(mock).queuedBehindBusy).toBe(2);
    agent.destroy();
    pipelining.destroy();
  });

  it('keeps a bounded sample of connections, the worst of them among it', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let request = 0; request < 5; request += 1) await ask(mock, '/ok', { agent });
    for (let request = 0; request < 80; request += 1) await ask(mock, '/ok', { headers: { Connection: 'close' } });
    agent.destroy();
    await settled(mock);
    const samples = mock.ledger.sampledConnections(0);
    expect(samples.length).toBeLessThanOrEqual(80);
    expect(samples[0]).toMatchObject({ id: 1, requests: 5, closedBy: 'client fin' });
    expect(samples.at(-1)).toMatchObject({ id: 81, requests: 1, closedBy: 'client announced' });
  });

  it('counts a tunnel through the proxy as the one connection that it is', async () => {
    await using mock = await startMock('http', { socket });
    const { hostname, port } = new URL(mock.origin);
    const where = mock.socketPath ? { socketPath: mock.socketPath } : { hostname, port };
    const tunnel = http.request({ ...where, method: 'CONNECT', path: 'elsewhere.test:80' }).end();
    const inside = await new Promise<net.Socket>((resolve) => tunnel.once('connect', (_, socket) => resolve(socket)));
    const answer = new Promise((resolve) => inside.once('data', (bytes) => resolve(String(bytes).split('\r\n')[0])));
    inside.write('GET /ok HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n');
    expect(await answer).toBe('HTTP/1.1 200 OK');
    expect(cut(mock)).toMatchObject({ opened: 1, requests: 1 });
    inside.destroy();
  });

  it('counts a CONNECT as a use of its connection, whatever came through it', async () => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.send('CONNECT elsewhere.test:80 HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n');
    await wire.until(({ bytes }) => bytes().includes('200 Connection established'));
    wire.socket.destroy();
    await settled(mock);
    expect(cut(mock)).toMatchObject({ opened: 1, requests: 0, neverUsed: 0 });
  });
});

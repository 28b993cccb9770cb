import { once } from 'node:events';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { holdTimers } from '../../harness/core/testing/held-timers.ts';
import { eventually } from '../../harness/core/testing/patience.ts';
import type { Duration } from '../../harness/core/units.ts';
import type { FaultInput } from '../../harness/scenario/faults.ts';
import type { SocketKind, TargetKind } from '../../harness/scenario/types.ts';
import { ask, cut, startMock } from '../testing.ts';
import { closuresOf, GET, openWire, readFaults, startFaulty } from './testing/wire.ts';

/** The statuses of this many requests, one after the other. */
async function statuses(count: number, ...faults: FaultInput[]): Promise<number[]> {
  await using mock = await startFaulty('unix', ...faults);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const seen = [];
  for (let request = 0; request < count; request += 1) seen.push((await ask(mock, '/ok', { agent })).status);
  agent.destroy();
  return seen;
}

describe('a share', () => {
  const half: FaultInput = { kind: 'status', status: 500, share: 0.5, seed: 7 };

  it('hits about as many requests as asked, and the same ones each time', async () => {
    const first = await statuses(200, half);
    const hit = first.filter((status) => status === 500).length;
    expect(hit).toBeGreaterThan(70);
    expect(hit).toBeLessThan(130);
    expect(await statuses(200, half)).toEqual(first);
  });

  it('hits others with another seed', async () => {
    expect(await statuses(50, { ...half, seed: 8 })).not.toEqual(await statuses(50, half));
  });

  it('of 0 hits none, of 1 all', async () => {
    expect(await statuses(5, { ...half, share: 0 })).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(5, { ...half, share: 1 })).toEqual([500, 500, 500, 500, 500]);
  });

  it('of connections hits connections', async () => {
    await using mock = await startFaulty('tcp', { kind: 'refuse', share: 0.5 });
    const headers = { Connection: 'close' };
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => ask(mock, '/ok', { headers })));
    const refused = answers.filter(({ status }) => status === 'rejected').length;
    const { closures, opened } = await closuresOf(mock);
    expect(opened).toBe(40);
    expect(closures).toContainEqual(expect.objectContaining({ reason: 'refused', count: refused }));
    expect(refused).toBeGreaterThan(5);
    expect(refused).toBeLessThan(35);
  });
});

describe('a schedule', () => {
  const hour = (from: Duration, to: Duration): FaultInput => ({ kind: 'status', status: 500, from, to });

  it('switches on and off', async () => {
    expect(await statuses(1, hour('1h', '2h'))).toEqual([200]);
    expect(await statuses(1, hour('0s', '1h'))).toEqual([500]);
    expect(await statuses(1, hour('0s', '0s'))).toEqual([200]);
  });

  it('does not run before the run has begun', async () => {
    const behaviour = { faults: readFaults(hour('0s', '1h')) };
    await using mock = await startMock('http', { behaviour, begin: false });
    expect((await ask(mock, '/ok')).status).toBe(200);
    mock.begin();
    expect((await ask(mock, '/ok')).status).toBe(500);
  });

  it('of bursts comes again', async () => {
    const fault = { kind: 'status', status: 500 };
    expect(await statuses(1, { kind: 'burst', every: '1h', for: '30m', fault })).toEqual([500]);
    expect(await statuses(1, { kind: 'burst', every: '1h', for: '0s', fault })).toEqual([200]);
  });
});

describe.each(['tcp', 'unix'] as const)('two faults at once on %s', (socket) => {
  it('a trickle of a truncated body', async () => {
    await using mock = await startFaulty(socket, { kind: 'truncated-body' }, { kind: 'trickle', everyMs: 0 });
    const wire = openWire(mock);
    wire.send(GET('/big?bytes=20'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(/\r\n\r\nx{10}$/);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'server', reason: 'fault' }] });
  });

  it('a status with a wrong length', async () => {
    await using mock = await startFaulty(socket, { kind: 'wrong-length', by: 1 }, { kind: 'status', status: 502 });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().endsWith('fault: status 502\n'));
    expect(wire.bytes()).toContain('Content-Length: 19\r\n');
    wire.socket.destroy();
  });

  it('leaves answers whole and in order under pipelining, whichever of them is hit', async () => {
    await using mock = await startFaulty(socket, { kind: 'trickle', everyMs: 0, share: 0.5 });
    const wire = openWire(mock);
    wire.send(Array.from({ length: 8 }, (_, index) => GET(`/big?bytes=${index + 1}`)).join(''));
    await wire.until(({ bytes }) => bytes().endsWith('x'.repeat(8)));
    const bodies = wire.bytes().match(/\r\n\r\nx+/g);
    expect(bodies?.map((body) => body.length - 4)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ requests: 8, statuses: { 200: 8 }, activePeak: 1 });
  });
});

describe('faults for a while', () => {
  it('act before those of the server, which go on where they were', async () => {
    await using mock = await startFaulty('tcp', { kind: 'rate-limit', requests: 2, per: '1h' });
    const seen = [(await ask(mock, '/ok')).status];
    await mock.behave([{ kind: 'status', status: 500 }]);
    seen.push((await ask(mock, '/ok')).status);
    await mock.behave([]);
    for (let request = 0; request < 2; request += 1) seen.push((await ask(mock, '/ok')).status);
    expect(seen).toEqual([200, 500, 200, 429]);
  });

  it('begin anew each time', async () => {
    await using mock = await startFaulty('tcp');
    const headers = { Connection: 'close' };
    for (let turn = 0; turn < 2; turn += 1) {
      await mock.behave([{ kind: 'refuse', first: 1 }]);
      await expect(ask(mock, '/ok', { headers })).rejects.toThrow();
      expect((await ask(mock, '/ok', { headers })).status).toBe(200);
    }
  });
});

describe('the ledger under faults', () => {
  it('keeps its peaks exact', async () => {
    const timers = holdTimers();
    await using mock = await startFaulty('tcp', { kind: 'slow-body', bytesPerSecond: 10_000 });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 3 });
    let answered = 0;
    for (let request = 0; request < 9; request += 1) ask(mock, '/big?bytes=300', { agent }).then(() => answered++);
    // The last of three requests is there before the first answer.
    expect(
      await eventually(
        () => mock.ledger.activeCount,
        (active) => active === 3,
      ),
    ).toBe(3);
    const answeredLater = () => {
      timers.advance(30);
      return answered;
    };
    expect(await eventually(answeredLater, (count) => count === 9)).toBe(9);
    expect(cut(mock)).toMatchObject({
      opened: 3,
      openPeak: 3,
      activePeak: 3,
      activeAtEnd: 0,
      requests: 9,
      statuses: { 200: 9 },
    });
    agent.destroy();
  });
});

describe.each(['tcp', 'unix'] as const)('the other servers on %s', (socket) => {
  const start = (kind: TargetKind, ...faults: FaultInput[]) =>
    startMock(kind, { socket, behaviour: { faults: readFaults(...faults) } });

  it.each([
    ['loki', '/ready'],
    ['docker', '/_ping'],
  ] as const)('suffer from faults too: %s', async (kind, path) => {
    await using mock = await start(kind, { kind: 'status', status: 503 });
    expect((await ask(mock, path)).status).toBe(503);
  });

  it.each([
    ['loki', '/loki/api/v1/status/buildinfo'],
    ['docker', '/version'],
  ] as const)('have the bytes of their answers cut: %s', async (kind, path) => {
    await using mock = await start(kind, { kind: 'truncated-body' });
    await expect(ask(mock, path)).rejects.toThrow('aborted');
  });
});

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: tcp';

/** An exec of `echo hi`, on a connection of its own, begun. */
async function startEcho(socket: SocketKind, headers: string, ...faults: FaultInput[]) {
  const mock = await startMock('docker', { socket, behaviour: { faults: readFaults(...faults) } });
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ Cmd: ['echo', 'hi'], AttachStdout: true });
  const made = await ask(mock, '/containers/logger1/exec', { method: 'POST', headers: json, body });
  const { Id } = JSON.parse(made.body) as { Id: string };
  const wire = openWire(mock);
  const head = `POST /exec/${Id}/start HTTP/1.1\r\nHost: d\r\n${headers}\r\nContent-Type: application/json`;
  wire.send(`${head}\r\nContent-Length: 2\r\n\r\n{}`);
  return { mock, wire };
}

describe.each(['tcp', 'unix'] as const)('a connection that is taken over on %s', (socket) => {
  it('was its client to end, whatever answers announce', async () => {
    const faults = [{ kind: 'rotation', requests: 1 }, { kind: 'connection-close' }] as const;
    await using mock = await startMock('docker', { socket, behaviour: { faults } });
    const wire = openWire(mock);
    wire.send(`POST /containers/logger1/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n\r\n`);
    await wire.until(({ bytes }) => bytes() !== '');
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'client', reason: 'fin' }] });
  });

  it.each([
    ['with an upgrade', UPGRADE, 'HTTP/1.1 101 UPGRADED'],
    ['without one', 'Accept: */*', 'HTTP/1.1 200 OK'],
  ])('trickles %s, to its last byte', async (_, headers, status) => {
    const { mock, wire } = await startEcho(
      socket,
      headers,
      { kind: 'trickle', everyMs: 0 },
      { kind: 'latency', ms: 1 },
    );
    await using _mock = mock;
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toContain('\r\n\r\n\x01\0\0\0\0\0\0\x03hi\n');
    expect(wire.bytes().startsWith(status)).toBe(true);
    wire.socket.destroy();
  });

  it.each<[string, FaultInput, RegExp]>([
    ['a status', { kind: 'status', status: 503 }, /^HTTP\/1\.1 503 .*Connection: close.*fault: status 503\n$/s],
    ['a reset', { kind: 'reset', at: 'before-headers' }, /^$/],
    ['a reset after the head', { kind: 'reset', at: 'after-headers' }, /^HTTP\/1\.1 101 [^\0]*\r\n\r\n$/],
  ])('suffers %s instead', async (_, fault, seen) => {
    await using mock = await startMock('docker', { socket, behaviour: { faults: readFaults(fault) } });
    const wire = openWire(mock);
    wire.send(`POST /containers/logger1/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n\r\n`);
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes()).toMatch(seen);
    wire.socket.destroy();
  });

  it('hangs until its client goes', async () => {
    await using mock = await startMock('docker', { socket, behaviour: { faults: readFaults({ kind: 'hang' }) } });
    const wire = openWire(mock);
    wire.send(`POST /containers/logger1/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n\r\n`);
    await wire.until(() => mock.ledger.activeCount === 1);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'client', reason: 'fin' }] });
    expect(wire.bytes()).toBe('');
  });

  it('is a websocket whose messages come slowly and whole', async () => {
    const faults = readFaults({ kind: 'trickle', everyMs: 0 }, { kind: 'latency', ms: 1 });
    await using mock = await startMock('loki', { socket, behaviour: { faults } });
    const place = mock.socketPath ? `ws+unix:${mock.socketPath}:` : mock.origin.replace('http', 'ws');
    const websocket = new WebSocket(`${place}/loki/api/v1/tail?query={app="a"}`);
    await once(websocket, 'open');
    const message = once(websocket, 'message');
    const streams = [{ stream: { app: 'a' }, values: [[`${Date.now()}000000`, 'a line']] }];
    const headers = { 'Content-Type': 'application/json' };
    await ask(mock, '/loki/api/v1/push', { method: 'POST', headers, body: JSON.stringify({ streams }) });
    expect(String((await message)[0])).toContain('a line');
    websocket.terminate();
  });
});

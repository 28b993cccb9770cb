import { describe, expect, it } from 'vitest';
import { holdTimers } from '../../harness/core/testing/held-timers.ts';
import { ask, startMock } from '../testing.ts';
import { closuresOf, GET, openWire, readFaults, startFaulty } from './testing/wire.ts';

const whole = /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/plain\r\nContent-Length: 2\r\nDate: [^\r]+\r\n\r\nok$/;

describe.each(['tcp', 'unix'] as const)('on %s', (socket) => {
  const reset = socket === 'tcp' ? 'reset' : 'fin';

  it('none leaves the answer as it is, byte for byte', async () => {
    await using mock = await startFaulty(socket, { kind: 'none' });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().endsWith('ok'));
    expect(wire.bytes()).toMatch(whole);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ requests: 1, closures: [{ by: 'client', reason: 'fin' }] });
  });

  it('latency holds the answer back while others on the server go on', async () => {
    const timers = holdTimers();
    await using mock = await startFaulty(socket, { kind: 'latency', ms: 60, spreadMs: 20 });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(() => mock.ledger.activeCount === 1 && timers.waiting() === 1);
    timers.advance(40);
    expect([wire.bytes(), timers.waiting()]).toEqual(['', 1]);
    expect((await ask(mock, '/metrics')).status).toBe(200);
    timers.advance(40);
    await wire.until(({ bytes }) => whole.test(bytes()));
    wire.socket.destroy();
  });

  it('slow accept: the connection is there and counted, its request is looked at later', async () => {
    const timers = holdTimers();
    await using mock = await startFaulty(socket, { kind: 'slow-accept', ms: 100 });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(() => mock.ledger.openCount === 1 && timers.waiting() === 1);
    timers.advance(99);
    expect([mock.ledger.activeCount, timers.waiting()]).toEqual([0, 1]);
    timers.advance(1);
    await wire.until(({ bytes }) => whole.test(bytes()));
    wire.socket.destroy();
  });

  it('slow body: the head at once, the body in pieces', async () => {
    await using mock = await startFaulty(socket, { kind: 'slow-body', bytesPerSecond: 1_000 });
    const wire = openWire(mock);
    wire.send(GET('/big?bytes=200'));
    await wire.until(({ bytes }) => bytes().endsWith('x'.repeat(200)));
    expect(wire.pieces.length).toBeGreaterThanOrEqual(3);
    wire.socket.destroy();
  });

  it('trickle: every byte comes, and many reads are needed', async () => {
    await using mock = await startFaulty(socket, { kind: 'trickle' });
    const wire = openWire(mock);
    wire.send(GET('/chunked'));
    await wire.until(({ bytes }) => bytes().endsWith('0\r\n\r\n'));
    expect(wire.bytes()).toContain('8\r\nchunk 1\n\r\n8\r\nchunk 2\n\r\n8\r\nchunk 3\n\r\n0\r\n\r\n');
    expect(wire.pieces.length).toBeGreaterThan(20);
    wire.socket.destroy();
  });

  it('hang: the request is in flight until the client gives up', async () => {
    await using mock = await startFaulty(socket, { kind: 'hang' });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(() => mock.ledger.activeCount === 1);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({
      requests: 1,
      statuses: { none: 1 },
      closures: [{ by: 'client', reason: 'fin', active: 1 }],
    });
    expect(wire.bytes()).toBe('');
  });

  it('status: that status, with the connection kept', async () => {
    await using mock = await startFaulty(socket, { kind: 'status', status: 503 });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().endsWith('fault: status 503\n'));
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().split('HTTP/1.1 503 Service Unavailable').length === 3);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ opened: 1, requests: 2, statuses: { 503: 2 } });
  });

  it.each([
    ['before-headers', /^$/, 'none'],
    ['after-headers', /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n$/s, '200'],
    ['mid-body', /\r\n\r\nx{50}$/, '200'],
  ] as const)('reset %s', async (at, seen, status) => {
    await using mock = await startFaulty(socket, { kind: 'reset', at });
    const wire = openWire(mock);
    wire.send(GET('/big?bytes=100'));
    await wire.until(({ ended }) => ended() === reset);
    expect(wire.bytes()).toMatch(seen);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({
      statuses: { [status]: 1 },
      closures: [{ by: 'server', reason: 'reset', count: 1, active: 1 }],
    });
  });

  it('half-close: a whole answer and a FIN, then requests are read and never answered', async () => {
    await using mock = await startFaulty(socket, { kind: 'half-close' });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(whole);
    wire.send(GET('/ok'));
    await wire.until(() => mock.ledger.activeCount === 1);
    expect(mock.ledger.openCount).toBe(1);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ requests: 2, closures: [{ by: 'server', reason: 'fault' }] });
    expect(wire.bytes()).toMatch(whole);
  });

  it('truncated body: half of what was announced, then an orderly close', async () => {
    await using mock = await startFaulty(socket, { kind: 'truncated-body' });
    const wire = openWire(mock);
    wire.send(GET('/big?bytes=300000'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toContain('Content-Length: 300000\r\n');
    expect(wire.bytes().split('\r\n\r\n')[1]).toBe('x'.repeat(150_000));
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'server', reason: 'fault', active: 1 }] });
  });

  it('truncated body without a length: no last chunk', async () => {
    await using mock = await startFaulty(socket, { kind: 'truncated-body' });
    const wire = openWire(mock);
    wire.send(GET('/chunked'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toContain('Transfer-Encoding: chunked');
    expect(wire.bytes()).not.toContain('0\r\n\r\n');
    wire.socket.destroy();
  });

  it.each([
    [3, 5],
    [-1, 1],
  ])('wrong length: off by %i', async (by, announced) => {
    await using mock = await startFaulty(socket, { kind: 'wrong-length', by });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().endsWith('ok'));
    expect(wire.bytes()).toContain(`Content-Length: ${announced}\r\n`);
    expect(wire.ended()).toBe('open');
    wire.socket.destroy();
  });

  it('idle close: announced where it is asked for', async () => {
    await using mock = await startFaulty(socket, { kind: 'idle-close', ms: 30, hint: true });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toContain('Connection: keep-alive\r\nKeep-Alive: timeout=0\r\n');
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'server', reason: 'idle', active: 0 }] });
  });

  it('idle close: not while requests come, and of a part of them only that part', async () => {
    await using mock = await startFaulty(socket, { kind: 'idle-close', ms: 0, share: 0.5, seed: 1 });
    const wires = Array.from({ length: 20 }, () => openWire(mock));
    for (const wire of wires) wire.send(GET('/chunked') + GET('/chunked'));
    for (const wire of wires) await wire.until(({ bytes }) => bytes().split('chunk 3').length === 3);
    await wires[0]?.until(() => wires.some(({ ended }) => ended() === 'fin'));
    expect(wires.some(({ ended }) => ended() === 'open')).toBe(true);
    expect(wires[0]?.bytes()).not.toMatch(/keep-alive/i);
    for (const wire of wires) wire.socket.destroy();
  });

  it('rotation after a number of requests announces the last one', async () => {
    await using mock = await startFaulty(socket, { kind: 'rotation', requests: 2 });
    const wire = openWire(mock);
    wire.send(GET('/ok'));
    await wire.until(({ bytes }) => bytes().endsWith('ok'));
    wire.send(GET('/ok'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes().match(/Connection: close/g)).toHaveLength(1);
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ requests: 2, closures: [{ by: 'server', reason: 'rotation' }] });
  });

  it('rotation after a time takes the first answer beyond it', async () => {
    await using mock = await startFaulty(socket, { kind: 'rotation', after: '0ms' });
    expect((await ask(mock, '/ok')).headers.connection).toBe('close');
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'server', reason: 'rotation' }] });
  });

  it('connection-close: each answer is the last of its connection', async () => {
    await using mock = await startFaulty(socket, { kind: 'connection-close' });
    expect((await ask(mock, '/ok')).headers.connection).toBe('close');
    expect((await ask(mock, '/big')).headers.connection).toBe('close');
    expect(await closuresOf(mock)).toMatchObject({
      opened: 2,
      closures: [{ by: 'server', reason: 'announced', count: 2 }],
    });
  });

  it('refuse: closed on accept, with nothing said', async () => {
    await using mock = await startFaulty(socket, { kind: 'refuse' });
    const wire = openWire(mock);
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes()).toBe('');
    wire.socket.destroy();
    expect(await closuresOf(mock)).toMatchObject({ neverUsed: 1, closures: [{ by: 'server', reason: 'refused' }] });
  });

  it('rate limit: the requests beyond it get 429 and learn when to come again', async () => {
    await using mock = await startFaulty(socket, { kind: 'rate-limit', requests: 2, per: '1h' });
    const answers = [];
    for (let request = 0; request < 4; request += 1) answers.push(await ask(mock, '/ok'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    expect(answers[3]?.headers['retry-after']).toBe('3600');
  });

  it('restart: every connection closes, and the same place is served again', async () => {
    const faults = readFaults({ kind: 'restart', from: '1ms', down: '50ms' });
    await using mock = await startMock('http', { socket, behaviour: { faults }, begin: false });
    const before = openWire(mock);
    before.send(GET('/hang'));
    await before.until(() => mock.ledger.activeCount === 1);
    mock.begin();
    await before.until(({ ended }) => ended() !== 'open');
    before.socket.destroy();
    let status = 0;
    await before.until(() => {
      if (status === 0) {
        ask(mock, '/ok', { headers: { Connection: 'close' } }).then(
          (answer) => {
            status = answer.status;
          },
          () => {},
        );
      }
      return status === 200;
    });
    const { closures } = await closuresOf(mock);
    expect(closures).toContainEqual(expect.objectContaining({ by: 'server', reason: 'shutdown', count: 1, active: 1 }));
  });
});

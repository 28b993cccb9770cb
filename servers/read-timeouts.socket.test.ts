import { describe, expect, it } from 'vitest';
import { closuresOf, GET, openWire, type Wire } from './faults/testing/wire.ts';
import type { Listening } from './listen.ts';
import { makeReadTimeouts } from './refuse.ts';
import { startMock } from './testing.ts';

const HEAD_ONLY = { headMs: 200 };
const WHOLE = { headMs: 200, wholeMs: 200 };

/** A connection whose bytes arrived within their time; where the machine slept for that long, it takes a second one. */
async function openInTime(mock: Listening, sent: string, hasArrived: (wire: Wire) => boolean): Promise<Wire> {
  for (;;) {
    const wire = openWire(mock);
    wire.send(sent);
    await wire.until(() => hasArrived(wire) || wire.ended() !== 'open');
    if (hasArrived(wire)) return wire;
  }
}

const headIsRead = ({ ledger }: Listening) => ledger.tally().requests === 1;

const POST = { loki: '/loki/api/v1/push', docker: '/containers/create' };
const head = (kind: keyof typeof POST) =>
  `POST ${POST[kind]} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n`;

describe.each(['tcp', 'unix'] as const)('the time that a request may take to arrive, on %s', (socket) => {
  it.each([
    ['silent connection', ''],
    ['connection that stops in the middle of a head', 'GET /ready HTT'],
  ])('ends for a %s without a word', async (_, sent) => {
    await using mock = await startMock('loki', { socket, server: makeReadTimeouts(WHOLE) });
    const wire = openWire(mock);
    wire.send(sent);
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes()).toBe('');
    expect((await closuresOf(mock)).closures).toMatchObject([{ by: 'server', reason: 'timeout', count: 1, active: 0 }]);
  });

  it('ends for a body that does not come without a word, where it is for the whole request', async () => {
    await using mock = await startMock('loki', { socket, server: makeReadTimeouts(WHOLE) });
    const wire = await openInTime(mock, head('loki'), () => headIsRead(mock));
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes()).toBe('');
    const timedOut = { by: 'server', reason: 'timeout', active: 1 };
    expect((await closuresOf(mock)).closures).toContainEqual(expect.objectContaining(timedOut));
  });

  it('spares a body that comes late, where it is for the head alone', async () => {
    await using mock = await startMock('docker', { socket, server: makeReadTimeouts(HEAD_ONLY) });
    const slow = await openInTime(mock, head('docker'), () => headIsRead(mock));
    const silent = openWire(mock);
    await silent.until(({ ended }) => ended() !== 'open');
    slow.send('{}');
    await slow.until(({ bytes }) => bytes().includes('\r\n\r\n'));
    expect(slow.bytes()).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('is not for a connection that idles between two requests', async () => {
    await using mock = await startMock('loki', { socket, server: makeReadTimeouts(WHOLE) });
    const idling = await openInTime(mock, GET('/ready'), ({ bytes }) => bytes().endsWith('ready\n'));
    const silent = openWire(mock);
    await silent.until(({ ended }) => ended() !== 'open');
    idling.send(GET('/ready'));
    await idling.until(({ bytes }) => bytes().split('ready\n').length === 3);
    expect(idling.ended()).toBe('open');
  });
});

it("is Loki's 30 s for the whole request, dockerd's 300 s for its head, and nobody's on the plain server", async () => {
  await using loki = await startMock('loki');
  await using docker = await startMock('docker');
  await using http = await startMock('http');
  const timeouts = ({ server: { headersTimeout, requestTimeout } }: Listening) => [headersTimeout, requestTimeout];
  expect([loki, docker, http].map(timeouts)).toEqual([
    [30_000, 30_000],
    [300_000, 0],
    [0, 0],
  ]);
});

import { describe, expect, it } from 'vitest';
import { eventually } from '../harness/core/testing/patience.ts';
import { GET, openWire } from './faults/testing/wire.ts';
import { ask, cut, startMock } from './testing.ts';

describe.each(['tcp', 'unix'] as const)('a server on %s', (socket) => {
  it('sends no Connection and no Keep-Alive header, as a Go server does', async () => {
    await using mock = await startMock('http', { socket });
    const { headers } = await ask(mock, '/ok');
    expect(headers.connection).toBeUndefined();
    expect(headers['keep-alive']).toBeUndefined();
  });

  it('speaks HTTP/1.0 with who does: closes behind the answer, or keeps the connection and says so', async () => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.send('GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    await wire.until(({ bytes }) => bytes().endsWith('ok'));
    expect(wire.bytes()).toMatch(/^HTTP\/1\.0 200 OK\r\nConnection: keep-alive\r\n/);
    wire.pieces.length = 0;
    wire.send('GET /chunked HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(/^HTTP\/1\.0 200 OK\r\n.*\r\n\r\nchunk 1\nchunk 2\nchunk 3\n$/s);
    expect(wire.bytes()).not.toMatch(/Connection|Transfer-Encoding/i);
  });

  it('answers a client that closed its half, in order, then closes its own', async () => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.socket.end(`${GET('/chunked')}${GET('/chunked')}${GET('/big?bytes=3')}`);
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes().match(/chunk 3|xxx/g)).toEqual(['chunk 3', 'chunk 3', 'xxx']);
    expect(wire.bytes()).not.toMatch(/Connection:/i);
    expect(cut(mock)).toMatchObject({
      statuses: { 200: 3 },
      closures: [{ by: 'client', reason: 'fin' }],
    });
  });

  it('lets a client that closed its half wait for nothing', async () => {
    await using mock = await startMock('http', { socket, behaviour: { delayMs: 3_600_000 } });
    const wire = openWire(mock);
    wire.socket.end(GET('/ok?delayMs=3600000'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(/\r\n\r\nok$/);
  });

  it.each([
    ['/hang', ''],
    ['/stream', '0\r\n\r\n'],
  ])('ends %s with the half-close of its client', async (path, lastBytes) => {
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.socket.end(GET(path));
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes().endsWith(lastBytes)).toBe(true);
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 0,
    );
    expect(mock.ledger.openCount).toBe(0);
  });

  it.each([
    ['GET', 'announced'],
    ['HEAD', 'head'],
  ])('echoes the Connection: close of a %s and charges the client for the end', async (method, reason) => {
    await using mock = await startMock('http', { socket });
    const { headers } = await ask(mock, '/ok', { method, headers: { Connection: 'close' } });
    expect(headers.connection).toBe('close');
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 0,
    );
    expect(cut(mock).closures).toMatchObject([{ by: 'client', reason }]);
  });
});

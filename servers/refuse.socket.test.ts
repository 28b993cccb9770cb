import { describe, expect, it } from 'vitest';
import { GET, openWire } from './faults/testing/wire.ts';
import { ask, startMock } from './testing.ts';

// What Go's server answers itself, before any router: the same for the servers that are made of it.

const BARE = (status: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${status}`;

describe.each([
  ['docker', '/_ping', /^HTTP\/1\.1 404 Not Found\r\n.*\{"message":"page not found"\}\n$/s],
  ['loki', '/ready', /^HTTP\/1\.1 405 Method Not Allowed\r\n/],
] as const)('the mock of %s', (kind, path, unknownMethod) => {
  it.each([
    ['garbage', '\u0016\u0003\u0001\u0002\r\n\r\n', BARE('400 Bad Request')],
    ['a request without a Host', `GET ${path} HTTP/1.1\r\n\r\n`, BARE('400 Bad Request: missing required Host header')],
    [
      'a head of more than a MiB',
      `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(1_100_000)}\r\n\r\n`,
      BARE('431 Request Header Fields Too Large'),
    ],
  ])('refuses %s in bare text', async (_, request, answer) => {
    await using mock = await startMock(kind);
    const wire = openWire(mock);
    wire.send(request);
    await wire.until(({ ended }) => ended() !== 'open');
    expect(wire.bytes()).toBe(answer);
  });

  it('takes a head of half a MiB', async () => {
    await using mock = await startMock(kind);
    expect((await ask(mock, path, { headers: { 'X-Long': 'x'.repeat(500_000) } })).status).toBe(200);
  });

  it('knows no method by a name that HTTP does not have, and takes HTTP/1.0 without a Host', async () => {
    await using mock = await startMock(kind);
    const wire = openWire(mock);
    wire.send(GET(path).replace('GET', 'BLAH'));
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(unknownMethod);
    const old = openWire(mock);
    old.send(`GET ${path} HTTP/1.0\r\n\r\n`);
    await old.until(({ ended }) => ended() === 'fin');
    expect(old.bytes()).toMatch(/^HTTP\/1\.0 200 OK\r\n/);
  });
});

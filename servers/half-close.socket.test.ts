import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TargetKind } from '../harness/scenario/types.ts';
import { GET, openWire } from './faults/testing/wire.ts';
import { startMock } from './testing.ts';

// What a client asked for before it closed its half it gets, also where the answer is not there at once.

const post = (path: string, headers: string[], body: Buffer | string) =>
  Buffer.concat([
    Buffer.from(
      [`POST ${path} HTTP/1.1`, 'Host: mock', `Content-Length: ${Buffer.byteLength(body)}`, ...headers, '', ''].join(
        '\r\n',
      ),
    ),
    Buffer.from(body),
  ]);
const JSON_TYPE = 'Content-Type: application/json';
const PUSH = '{"streams":[{"stream":{"app":"a"},"values":[]}]}';

describe.each<[TargetKind, string, Buffer | string, RegExp]>([
  ['loki', 'a push', post('/loki/api/v1/push', [JSON_TYPE], PUSH), /^HTTP\/1\.1 204 /],
  [
    'loki',
    'a push to be unzipped',
    post('/loki/api/v1/push', [JSON_TYPE, 'Content-Encoding: gzip'], gzipSync(PUSH)),
    /^HTTP\/1\.1 204 /,
  ],
  ['docker', 'a list', GET('/containers/json'), /^HTTP\/1\.1 200 .*\r\n0\r\n\r\n$/s],
  ['docker', 'a body to be read', post('/containers/create', [JSON_TYPE], '{"Image":"busybox"}'), /^HTTP\/1\.1 201 /],
  ['docker', 'a stop', post('/containers/logger1/stop?t=0', [], ''), /^HTTP\/1\.1 204 /],
  ['docker', 'two samples of statistics', GET('/containers/logger1/stats?stream=0'), /"name":"\/logger1"/],
  [
    'docker',
    'a wait, which is given up',
    post('/containers/logger1/wait', [], ''),
    /^HTTP\/1\.1 200 .*\r\n0\r\n\r\n$/s,
  ],
  ['docker', 'events, which end', GET('/events'), /^HTTP\/1\.1 200 .*\r\n0\r\n\r\n$/s],
])('a half-close to %s behind %s', (kind, _, request, answer) => {
  it.each(['tcp', 'unix'] as const)('is answered first (%s)', async (socket) => {
    await using mock = await startMock(kind, { socket });
    const wire = openWire(mock);
    wire.socket.end(request);
    await wire.until(({ ended }) => ended() === 'fin');
    expect(wire.bytes()).toMatch(answer);
  });
});

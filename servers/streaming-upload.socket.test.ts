import http from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../harness/scenario/faults.ts';
import type { TargetKind } from '../harness/scenario/types.ts';
import { readFaults } from './faults/testing/wire.ts';
import type { Listening } from './listen.ts';
import { startMock } from './testing.ts';

// A healthy client that sends its body bit by bit uses its connection again: no answer comes before the body has.

const PUSH = '{"streams":[{"stream":{"app":"a"},"values":[]}]}';
const TYPE = { 'Content-Type': 'application/json' };

/** What was sent when the answer came, and its status. */
async function upload(
  { origin, socketPath }: Listening,
  agent: http.Agent,
  { path, body, headers, isChunked }: { path: string; body: string; headers: object; isChunked: boolean },
) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  const length = isChunked ? {} : { 'Content-Length': body.length };
  const request = http.request({ ...where, path, agent, method: 'POST', headers: { ...headers, ...length } });
  let sentBytes = 0;
  const answer = new Promise<{ status: number | undefined; sentBytes: number }>((resolve, reject) => {
    request.once('response', (response) => {
      const seen = { status: response.statusCode, sentBytes };
      response.resume().once('end', () => resolve(seen));
    });
    request.once('error', reject);
  });
  request.flushHeaders();
  const pieces = body.match(/.{1,7}/g) ?? [];
  for (const piece of pieces) {
    // A server that answers too soon has time to.
    for (let turns = 0; turns < 50; turns += 1) await turn();
    sentBytes += piece.length;
    request.write(piece);
  }
  request.end();
  return answer;
}

const ROUTES: [TargetKind, string, number, string, object, FaultInput[]?][] = [
  ['http', '/ok', 200, PUSH, TYPE],
  ['http', '/big?bytes=10', 404, PUSH, TYPE],
  ['http', '/status/503', 503, PUSH, TYPE],
  ['http', '/redirect', 302, PUSH, TYPE],
  ['http', '/nowhere', 404, PUSH, TYPE],
  ['http', '/ok?delayMs=x', 400, PUSH, TYPE],
  ['http', '/ok', 503, PUSH, TYPE, [{ kind: 'status', status: 503 }]],
  ['http', '/ok', 429, PUSH, TYPE, [{ kind: 'rate-limit', requests: 1, per: '1h' }]],
  ['loki', '/loki/api/v1/push', 204, PUSH, TYPE],
  ['loki', '/loki/api/v1/push', 400, PUSH, { ...TYPE, 'Content-Encoding': 'br' }],
  ['loki', '/ready', 405, PUSH, TYPE],
  ['loki', '/nowhere', 404, PUSH, TYPE],
  ['loki', '/loki/api/v1/query_range', 400, 'query=nonsense', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['docker', '/containers/create', 201, '{"Image":"busybox"}', TYPE],
  ['docker', '/containers/create', 400, '{"Image":"busybox"}', { 'Content-Type': 'text/plain' }],
  ['docker', '/containers/nowhere/exec', 404, '{"Cmd":["true"]}', TYPE],
  ['docker', '/containers/logger1/start', 304, '{}'.padEnd(30), TYPE],
  ['docker', '/containers/logger1/resize?h=10&w=10', 200, '{}'.padEnd(30), TYPE],
  ['docker', '/images/create?fromImage=busybox', 200, '{}'.padEnd(30), TYPE],
  ['docker', '/nowhere', 404, '{}'.padEnd(30), TYPE],
  ['docker', '/v9.99/containers/create', 400, '{}'.padEnd(30), TYPE],
];

describe.each(['tcp', 'unix'] as const)('on %s a body that comes bit by bit', (socket) => {
  it.each(ROUTES)('is awaited by %s %s with %i', async (kind, path, status, body, headers, faults = []) => {
    await using mock = await startMock(kind, { socket, behaviour: { faults: readFaults(...faults) } });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    // The first one of a limited number is good.
    if (faults.some(({ kind }) => kind === 'rate-limit')) {
      await upload(mock, agent, { path, body, headers, isChunked: true });
    }
    for (const isChunked of [true, false, true, false]) {
      const seen = await upload(mock, agent, { path, body, headers, isChunked });
      expect(seen).toEqual({ status, sentBytes: body.length });
    }
    expect(mock.ledger.tally()).toMatchObject({ opened: 1, open: 1 });
    agent.destroy();
  });

  it('is awaited of a client that asks whether to send it', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const { hostname, port } = new URL(mock.origin);
    const where = mock.socketPath ? { socketPath: mock.socketPath } : { hostname, port };
    for (let time = 0; time < 2; time += 1) {
      const headers = { Expect: '100-continue', 'Content-Length': 5 };
      const request = http.request({ ...where, path: '/ok', agent, method: 'PUT', headers });
      request.once('continue', () => request.end('hello'));
      const response = await new Promise<http.IncomingMessage>((resolve) => request.once('response', resolve));
      expect(response.statusCode).toBe(200);
      await new Promise((resolve) => response.resume().once('end', resolve));
    }
    expect(mock.ledger.tally()).toMatchObject({ opened: 1, requests: 2 });
    agent.destroy();
  });
});

import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { FAULT_KINDS, type FaultInput } from '../../harness/scenario/faults.ts';
import { readFaults } from '../faults/testing/wire.ts';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from '../fuzz.ts';
import { ask, connectTo, startMock } from '../testing.ts';

// Whatever comes in, with faults and without: an answer or an end of the connection, and a server that lives on.

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });
afterAll(reportTried);

const line = fc.oneof(
  fc.constantFrom(
    'GET /ok HTTP/1.1',
    'POST /ok HTTP/1.1',
    'GET /big?bytes=-1 HTTP/1.1',
    'GET /status/9999 HTTP/1.1',
    'GET /ok HTTP/9.9',
    'GET http://else.where/ok HTTP/1.1',
    'CONNECT else.where:443 HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'get /ok http/1.1',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const header = fc.oneof(
  fc.constantFrom(
    'Host: a',
    'Host: a\r\nHost: b',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 5\r\nContent-Length: 6',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Connection: close',
    'Connection: Upgrade\r\nUpgrade: h2c',
    'Expect: 100-continue',
    ': nothing',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const body = fc.oneof(fc.constantFrom('', '5\r\nabcde\r\n0\r\n\r\n', '-1\r\n', 'ffffffffffffffffff\r\n'), fc.string());
const message = fc
  .record({ line, headers: fc.array(header, { maxLength: 4 }), body, eol: fc.constantFrom('\r\n', '\n') })
  .map(({ line, headers, body, eol }) => [line, ...headers, '', body].join(eol));
const messages = fc
  .array(message, { minLength: 1, maxLength: 3 })
  .map((parts) => Buffer.from(parts.join(''), 'latin1'));

describe.each(['tcp', 'unix'] as const)('the plain server on %s', (kind) => {
  it('answers anything, or ends the connection, and lives on', async () => {
    await using mock = await startMock('http', { socket: kind });
    await holdsForAll(
      fc.asyncProperty(messages, async (bytes) => {
        const socket = connectTo(mock, { allowHalfOpen: true });
        let answer = '';
        socket.on('data', (text) => {
          answer += text.toString('latin1');
        });
        socket.on('error', () => {});
        // The client has said all that it will: what the server still waits for does not come.
        socket.end(bytes);
        await once(socket, 'close');
        if (answer) expect(answer).toMatch(/^HTTP\/1\.[01] \d{3}/);
      }),
    );
    expect((await ask(mock, '/ok')).status).toBe(200);
  });
});

const OPTIONS: Partial<Record<string, object>> = {
  latency: { ms: 1, spreadMs: 2 },
  'slow-accept': { ms: 1 },
  'slow-body': { bytesPerSecond: 100 },
  trickle: { everyMs: 1 },
  'idle-close': { ms: 1, hint: true },
  status: { status: 503 },
  reset: { at: 'mid-body' },
  'wrong-length': { by: -3 },
  rotation: { requests: 2 },
  'rate-limit': { requests: 2, per: '10ms' },
  burst: { every: '20ms', for: '10ms', fault: { kind: 'truncated-body' } },
  restart: { from: '10ms', down: '1ms' },
};

describe('the plain server with a fault', () => {
  it.each(FAULT_KINDS)('%s: lives on, whatever comes in', async (kind) => {
    const faults = readFaults({ kind, ...OPTIONS[kind] } as FaultInput);
    await using mock = await startMock('http', { behaviour: { faults } });
    await holdsForAll(
      fc.asyncProperty(messages, async (bytes) => {
        const socket = connectTo(mock);
        socket.on('error', () => {});
        socket.resume();
        // A fault may never answer: what was sent has been handed over, and that is all that is waited for.
        await new Promise((resolve) => socket.once('close', resolve).write(bytes, resolve));
        socket.destroy();
      }),
    );
    // No connection of it is left, which the server can only know when it has looked at all that it was sent.
    await vi.waitFor(() => expect(mock.ledger.openCount).toBe(0), { timeout: FUZZ_TIMEOUT_MS / 2 });
  });
});

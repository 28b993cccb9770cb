import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { FAULT_KINDS, type FaultInput } from '../../harness/scenario/faults.ts';
import { readFaults } from '../faults/testing/wire.ts';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from '../fuzz.ts';
import { ask, connectTo, startMock } from '../testing.ts';
import { malformedMessages } from './testing/malformed.ts';

// Whatever comes in, with faults and without: an answer or an end of the connection, and a server that lives on.

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });
afterAll(reportTried);

describe.each(
  (['http', 'loki', 'docker'] as const).flatMap((kind) => [[kind, 'tcp'] as const, [kind, 'unix'] as const]),
)('the server of %s on %s', (kind, socketKind) => {
  it('answers anything, or ends the connection, and lives on', async () => {
    await using mock = await startMock(kind, { socket: socketKind });
    await holdsForAll(
      fc.asyncProperty(malformedMessages, async (bytes) => {
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
    expect((await ask(mock, LIVES[kind])).status).toBe(200);
  });
});

const LIVES = { http: '/ok', loki: '/ready', docker: '/_ping' };

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
      fc.asyncProperty(malformedMessages, async (bytes) => {
        const socket = connectTo(mock);
        socket.on('error', () => {});
        socket.resume();
        // A fault may never answer: what was sent has been handed over, and that is all that is waited for.
        await new Promise((resolve) => socket.once('close', resolve).write(bytes, resolve));
        socket.destroy();
      }),
    );
    // No connection of it is left, which the server can only know when it has looked at all that it was sent.
    await expect.poll(() => mock.ledger.openCount).toBe(0);
  });
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { PATIENCE_MS } from '../harness/core/testing/patience.ts';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from './fuzz.ts';
import type { Listening } from './listen.ts';
import { ask, connectTo, startMock } from './testing.ts';

// Whatever a client says before and after it got its websocket: an answer, an end of the connection, a server that
// lives on.

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });
afterAll(reportTried);

const MOCKS = {
  loki: { path: '/loki/api/v1/tail?query=%7Bapp%3D%22a%22%7D', lives: '/ready' },
  docker: { path: '/containers/typed/attach/ws?stream=1&stdin=1&stdout=1', lives: '/_ping' },
} as const;

const mostly = <T>(right: T, wrong: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: wrong });
const word = fc.stringMatching(/^[!-~]{0,30}$/);

/** The head of a request for a websocket, or nearly so. */
const headers = fc
  .record({
    upgrade: mostly('websocket', fc.constantFrom('WebSocket', 'tcp', 'h2c', 'websocket, tcp')),
    key: mostly('dGhlIHNhbXBsZSBub25jZQ==', word),
    version: mostly('13', fc.oneof(fc.constantFrom('8', '12', '0'), word)),
    extensions: mostly('', fc.oneof(fc.constant('permessage-deflate; client_max_window_bits=99'), word)),
    protocol: mostly('', word),
  })
  .map(
    ({ upgrade, key, version, extensions, protocol }) =>
      `Host: a\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: ${version}\r\n` +
      (extensions && `Sec-WebSocket-Extensions: ${extensions}\r\n`) +
      (protocol && `Sec-WebSocket-Protocol: ${protocol}\r\n`),
  );

/** A frame of which anything may be wrong: its bits, its mask, its length, the text in it. */
const frame = fc
  .record({
    isLast: mostly(true, fc.constant(false)),
    reserved: mostly(0, fc.nat(7)),
    opcode: fc.oneof(fc.constantFrom(0, 1, 2, 8, 9, 10), fc.nat(15)),
    isMasked: mostly(true, fc.constant(false)),
    payload: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(new Uint8Array(300).fill(65))),
    claims: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.oneof(fc.nat(200).map(BigInt), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })) },
    ),
  })
  .map(({ isLast, reserved, opcode, isMasked, payload, claims }) => {
    const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
    const length = lengthOf(claims ?? BigInt(payload.length), isMasked ? 0x80 : 0);
    // A mask of zeros leaves the payload as it is.
    return Buffer.concat([Buffer.from([first]), length, Buffer.alloc(isMasked ? 4 : 0), payload]);
  });
const anyBytes = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const pieces = fc.array(fc.oneof({ weight: 3, arbitrary: frame }, { weight: 1, arbitrary: anyBytes }), {
  maxLength: 6,
});

function lengthOf(length: bigint, maskBit: number): Buffer {
  if (length < 126n) return Buffer.from([maskBit | Number(length)]);
  const wide = length > 0xffffn;
  const bytes = Buffer.alloc(wide ? 9 : 3, maskBit | (wide ? 127 : 126));
  if (wide) bytes.writeBigUInt64BE(length, 1);
  else bytes.writeUInt16BE(Number(length), 1);
  return bytes;
}

/** Says all that, then closes its half or vanishes, and waits for the end; what the server said until then. */
async function converse(mock: Listening, said: readonly (string | Buffer)[], vanishes: boolean): Promise<string> {
  const socket = connectTo(mock, { allowHalfOpen: true });
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  const ended = new Promise((resolve, reject) => {
    // A reset is an end too.
    socket.on('error', () => {}).once('close', resolve);
    AbortSignal.timeout(PATIENCE_MS).onabort = () => reject(new Error('the connection has no end'));
  });
  for (const part of said) {
    if (!socket.writable) break;
    socket.write(part);
    await nextTurn();
  }
  if (vanishes) socket.destroy();
  else socket.end();
  await ended.finally(() => socket.destroy());
  return heard;
}

describe.each(['loki', 'docker'] as const)('the websocket of %s', (kind) => {
  it('takes any bytes, ends with its client, and the server lives on', async () => {
    const { path, lives } = MOCKS[kind];
    await using mock = await startMock(kind, { socket: kind === 'docker' ? 'unix' : 'tcp' });
    if (kind === 'docker') await startTyped(mock);
    let taken = 0;
    await holdsForAll(
      fc.asyncProperty(headers, pieces, fc.boolean(), async (lines, parts, vanishes) => {
        const heard = await converse(mock, [`GET ${path} HTTP/1.1\r\n${lines}\r\n`, ...parts], vanishes);
        // What comes behind a refusal may be answered with a reset, which takes the refusal with it.
        if (heard) expect(heard).toMatch(/^HTTP\/1\.1 (101|400|405|426) /);
        if (heard.startsWith('HTTP/1.1 101 ')) taken += 1;
        expect((await ask(mock, lives)).status).toBe(200);
      }),
    );
    expect(taken).toBeGreaterThan(0);
    await expect.poll(() => mock.ledger.activeCount).toBe(0);
  });
});

/** A container that says what is typed. */
async function startTyped(mock: Listening): Promise<void> {
  const body = JSON.stringify({ Image: 'tinybb', Cmd: ['cat'], OpenStdin: true });
  const headers = { 'Content-Type': 'application/json' };
  expect((await ask(mock, '/containers/create?name=typed', { method: 'POST', headers, body })).status).toBe(201);
  expect((await ask(mock, '/containers/typed/start', { method: 'POST' })).status).toBe(204);
}

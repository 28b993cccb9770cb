import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { compressSync } from 'snappy';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MIB = 1_024 * 1_024;
const MAX_PEAK_MIB = 200;

let child: ChildProcess;
let origin: string;

// A process for each: what the bombs before it left to the collector is not this one's peak.
beforeEach(async () => {
  child = fork(new URL('../testing/serve.ts', import.meta.url));
  [{ origin }] = await once(child, 'message');
});
afterEach(async () => {
  child.disconnect();
  await once(child, 'exit');
});

async function peakMiB(): Promise<number> {
  child.send('peak?');
  const [{ peakMiB }] = await once(child, 'message');
  return peakMiB;
}

async function post(path: string, body: Buffer, headers: Record<string, string>) {
  const response = await fetch(`${origin}${path}`, { method: 'POST', body: new Uint8Array(body), headers });
  return { status: response.status, text: await response.text() };
}

/** Ten GiB of zeros: members of 64 MiB, each a thousandth of that, one after the other. */
const gzipBomb = () => Buffer.concat(Array<Buffer>(160).fill(gzipSync(Buffer.alloc(64 * MIB), { level: 9 })));

test('Ten GiB in ten MiB of gzip are refused with 413 before memory is spent on them', async () => {
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  const { status, text } = await post('/loki/api/v1/push', gzipBomb(), headers);
  expect(status).toBe(413);
  expect(text).toMatch(/^request body too large: decompressed message size too large than max \(\d+ vs 16777216\)\n$/);
  expect(await peakMiB()).toBeLessThan(MAX_PEAK_MIB);
});

test('Ten GiB in a third of a MiB of zstd are refused with 413 before memory is spent on them', async () => {
  const frame = zstdCompressSync(Buffer.alloc(64 * MIB));
  const bomb = Buffer.concat(Array<Buffer>(160).fill(frame));
  expect(bomb.length).toBeLessThan(MIB);
  const headers = { 'Content-Type': 'application/x-protobuf', 'Content-Encoding': 'zstd' };
  const { status, text } = await post('/otlp/v1/logs', bomb, headers);
  expect(status).toBe(413);
  expect(text).toContain('decompressed message size too large');
  expect(await peakMiB()).toBeLessThan(MAX_PEAK_MIB);
});

test('A block of snappy that announces four GiB is refused by its first bytes', async () => {
  const body = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0]);
  const { status, text } = await post('/loki/api/v1/push', body, { 'Content-Type': 'application/x-protobuf' });
  expect({ status, text }).toMatchObject({ status: 413, text: expect.stringContaining('(4294967295 vs 16777216)') });
});

const JSON_GZIP = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
const PROTOBUF = { 'Content-Type': 'application/x-protobuf' };
const MANY = 5_000_000;

test.each<[string, string, () => Buffer, Record<string, string>]>([
  ['streams of JSON', '/loki/api/v1/push', () => gzipSync(`{"streams":[{}${',{}'.repeat(MANY)}]}`), JSON_GZIP],
  ['streams of old JSON', '/api/prom/push', () => gzipSync(`{"streams":[{}${',{}'.repeat(MANY)}]}`), JSON_GZIP],
  ['resources of OTLP', '/otlp/v1/logs', () => gzipSync(`{"resourceLogs":[{}${',{}'.repeat(MANY)}]}`), JSON_GZIP],
  ['streams of protobuf', '/loki/api/v1/push', () => compressSync(Buffer.from('0a00'.repeat(MANY), 'hex')), PROTOBUF],
  [
    'resources of OTLP in protobuf',
    '/otlp/v1/logs',
    () => gzipSync(Buffer.from('0a00'.repeat(MANY), 'hex')),
    { ...PROTOBUF, 'Content-Encoding': 'gzip' },
  ],
])('Millions of %s in a small body are refused with 413 before they are made', async (_, path, body, headers) => {
  const { status, text } = await post(path, body(), headers);
  expect({ status, text }).toMatchObject({ status: 413, text: expect.stringContaining('more than the 300000 values') });
  expect(await peakMiB()).toBeLessThan(MAX_PEAK_MIB);
});

test('Lines that hold JSON themselves count as one value each', async () => {
  const line = JSON.stringify({ text: ','.repeat(2_000), quote: '"{[\\' });
  const values = Array.from({ length: 1_000 }, (_, at) => [`${Date.now()}${String(at).padStart(6, '0')}`, line]);
  const body = Buffer.from(JSON.stringify({ streams: [{ stream: { app: 'a' }, values }] }));
  expect(body.length).toBeGreaterThan(MIB);
  expect((await post('/loki/api/v1/push', body, { 'Content-Type': 'application/json' })).status).toBe(204);
});

test.each(['', 'gzip'])(
  'A client that goes away amid its body (encoding "%s") leaves a server that goes on',
  async (encoding) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const head = [
      'POST /loki/api/v1/push HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 1000',
    ];
    if (encoding) head.push(`Content-Encoding: ${encoding}`);
    const body = gzipSync('{"streams":[]}');
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), encoding ? body : Buffer.from('{')]));
    await once(socket, 'connect');
    socket.resetAndDestroy();
    expect((await fetch(`${origin}/ready`)).status).toBe(200);
  },
);

test('A body that is declared too large is refused before it comes, and its connection stays good', async () => {
  const body = Buffer.alloc(100 * MIB + 1);
  const headers = { 'Content-Type': 'application/json' };
  expect((await post('/loki/api/v1/push', body, headers)).status).toBe(413);
  expect((await fetch(`${origin}/ready`)).status).toBe(200);
  expect(await peakMiB()).toBeLessThan(MAX_PEAK_MIB);
});

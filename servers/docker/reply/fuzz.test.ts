import { EventEmitter } from 'node:events';
import Docker from 'dockerode';
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from '../../fuzz.ts';
import { STREAM, toFrames } from './frames.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });
afterAll(reportTried);

const HEADER_BYTES = 8;
const MAX_FRAME_BYTES = HEADER_BYTES + 16_384;

/** Mostly short ones, and some around and above what one frame may hold. */
const payload = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.integer({ min: 16_380, max: 16_390 }).map((length) => Buffer.alloc(length, 'abc')) },
  { weight: 1, arbitrary: fc.nat(50_000).map((length) => Buffer.alloc(length, 'abcdefg')) },
);
const written = fc.array(fc.record({ stream: fc.constantFrom(STREAM.stdout, STREAM.stderr), payload }), {
  maxLength: 12,
});
const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 20_000 })), {
  minLength: 1,
  maxLength: 20,
});

/** `bytes` in pieces of these lengths, taken in turn. */
function* cutUp(bytes: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] as number;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** What dockerode's own reader makes of frames that arrive in these pieces. */
function demux(pieces: Iterable<Buffer>): { stdout: Buffer; stderr: Buffer } {
  const source = new EventEmitter();
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  const into = (to: Buffer[]) => ({ write: (bytes: Buffer) => to.push(bytes) }) as unknown as NodeJS.WritableStream;
  new Docker().modem.demuxStream(source as unknown as NodeJS.ReadableStream, into(stdout), into(stderr));
  for (const piece of pieces) source.emit('data', piece);
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

test('whatever was written comes out of its frames as it was, however the network cuts them', async () => {
  await holdsForAll(
    fc.asyncProperty(written, cuts, async (writes, lengths) => {
      const frames = writes.flatMap(({ stream, payload }) => toFrames(stream, payload));
      for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(MAX_FRAME_BYTES);
      const got = demux(cutUp(Buffer.concat(frames), lengths));
      const sent = (of: number) =>
        Buffer.concat(writes.filter(({ stream }) => stream === of).map(({ payload }) => payload));
      expect(got.stdout.equals(sent(STREAM.stdout))).toBe(true);
      expect(got.stderr.equals(sent(STREAM.stderr))).toBe(true);
    }),
  );
});

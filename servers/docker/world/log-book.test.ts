import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STREAM } from '../reply/frames.ts';
import { LogBook } from './log-book.ts';
import { NS_PER_SECOND, nowNs } from './time.ts';

const CAPACITY_BYTES = 4 * 1_048_576;
const LONGEST = Buffer.alloc(1_048_576);

function kept(log: LogBook): number[] {
  return Array.from({ length: log.end - log.first }, (_, index) => Number(log.at(log.first + index)?.timeNs));
}

test('a log keeps its newest lines, in order, as many as lines and bytes may be', () => {
  const length = fc.oneof(fc.nat(50), fc.integer({ min: 100_000, max: 1_048_576 }));
  fc.assert(
    fc.property(fc.array(length, { maxLength: 30 }), fc.integer({ min: 1, max: 400 }), (lengths, times) => {
      const log = new LogBook();
      const written: number[] = [];
      for (let turn = 0; turn < times; turn += 1) {
        for (const bytes of lengths) {
          log.append({ timeNs: BigInt(written.length), stream: STREAM.stdout, text: LONGEST.subarray(0, bytes) });
          written.push(bytes);
        }
      }
      const numbers = kept(log);
      expect(numbers).toEqual(Array.from(numbers, (_, index) => written.length - numbers.length + index));
      const bytesOfLast = (count: number) => written.slice(-count).reduce((sum, bytes) => sum + bytes, 0);
      if (numbers.length > 0) expect(bytesOfLast(numbers.length)).toBeLessThanOrEqual(CAPACITY_BYTES);
      const hasRoom = numbers.length < Math.min(5_000, written.length);
      if (hasRoom) expect(bytesOfLast(numbers.length + 1)).toBeGreaterThan(CAPACITY_BYTES);
    }),
    { numRuns: 50 },
  );
});

test('a fast writer that nobody read for long leaves the newest lines', () => {
  const log = new LogBook();
  const text = Buffer.from('x');
  log.append({ timeNs: 0n, stream: STREAM.stdout, text });
  const ticker = { linesPerSecond: 1e6, lineAt: () => ({ stream: STREAM.stdout, text }) };
  log.startTicking(ticker, nowNs() - NS_PER_SECOND);
  log.stopTicking();
  expect(log.end).toBeGreaterThan(100_000);
  expect(log.end - log.first).toBe(5_000);
  expect(log.at(log.first)).toBeDefined();
  expect(log.at(log.end - 1)).toBeDefined();
  log.append({ timeNs: 1n, stream: STREAM.stdout, text });
  expect(log.end - log.first).toBe(5_000);
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_LOAD, pacerOf } from './load.ts';

describe('the pacer of a closed load', () => {
  it.each([
    [{ requests: 5, durationMs: null }, 1e9, 4, 0],
    [{ requests: 5, durationMs: null }, 0, 5, 'stop'],
    [{ requests: null, durationMs: 100 }, 99, 1e9, 0],
    [{ requests: null, durationMs: 100 }, 100, 0, 'stop'],
    [{ requests: 5, durationMs: 100 }, 99, 5, 'stop'],
    [{ requests: null, durationMs: null }, 1e9, 1e9, 0],
  ] as const)('never waits: %j after %d ms and %d requests says %s', (bounds, elapsedMs, started, says) => {
    expect(pacerOf({ ...DEFAULT_LOAD, ...bounds })(elapsedMs, started)).toBe(says);
  });
});

import { describe, expect, it } from 'vitest';
import { normalizeScenario } from '../scenario/normalize.ts';
import { estimateTime, expectedRunMs, whyLong } from './expected-time.ts';

const scenario = (input: object) =>
  normalizeScenario(
    {
      name: 'small',
      target: { kind: 'http' },
      configurations: { five: { transport: 'undici-agent', connections: 5 } },
      ...input,
    },
    '/somewhere/small.ts',
  );
const quick = { requests: 60, warmup: '0s', concurrency: 20 };

describe('how long a run takes', () => {
  const shortest = expectedRunMs([scenario({ load: quick })]);

  it.each([
    ['a longer load', { load: { duration: '30s', warmup: '0s', concurrency: 20 } }, 30_000],
    ['a pause after each request, in the cycles too', { load: { ...quick, pauseMs: 1_000 } }, (3 + 10) * 1_000],
    ['answers that wait', { load: quick, target: { kind: 'http', behaviour: { delayMs: 500 } } }, (12 + 10) * 500],
    ['answers that the request asks to wait', { load: quick, requests: [{ path: '/ok?delayMs=500' }] }, 22 * 500],
    ['work of the client', { load: { ...quick, busyMs: 50 } }, 13 * 20 * 50],
    ['probes', { load: quick, probe: true }, 5 * 500],
    ['cycles that are long by order', { load: quick, growth: { cycles: 20, requests: 3_000 } }, 10_000],
  ])('counts %s', (_, input, aboutMs) => {
    expect(expectedRunMs([scenario(input)]) - shortest).toBeGreaterThan(0.9 * aboutMs);
    expect(expectedRunMs([scenario(input)]) - shortest).toBeLessThan(2.5 * aboutMs);
  });

  it('counts the wait for a short idle time that a client declares, and for no long one', () => {
    const idle = (idleMs: number) => {
      const own = { client: './own.mjs', connections: 5, idleMs };
      return expectedRunMs([scenario({ load: quick, configurations: { own } })]);
    };
    expect(idle(3_001)).toBe(shortest);
    expect(idle(3_000) - shortest).toBeGreaterThan(3_000);
  });

  it("counts the windows of time for which a client's own rate limit has requests wait", () => {
    const limited = (requests: number) => {
      const own = { client: './own.mjs', connections: 5, rateLimit: { requests, perMs: 2_000 } };
      return expectedRunMs([scenario({ load: quick, growth: { cycles: 0 }, configurations: { own } })]);
    };
    expect(limited(20) - limited(60)).toBeGreaterThan(0.9 * 4_000);
  });

  it('is learned from the cases that are done', () => {
    const configurations = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [name, { transport: 'undici-agent', connections: 5 }]),
    );
    const { leftMs } = estimateTime([scenario({ load: quick, configurations })]);
    const [totalMs, afterFirst] = [leftMs([], 0), leftMs([], 0) - expectedRunMs([scenario({ load: quick })])];
    const first = totalMs - afterFirst;
    expect(leftMs([first], 0)).toBeCloseTo(afterFirst);
    expect(leftMs([2 * first], 0)).toBeCloseTo(2 * afterFirst);
    // Each counts by what was expected of it: the first one, with its ceiling, for more than the second.
    expect(leftMs([first, (2 * afterFirst) / 3], 0)).toBeGreaterThan((2 * afterFirst) / 3);
    expect(leftMs([1, 1, 1, 1], 0)).toBe(0);
  });

  it('never runs out while a case takes longer than expected, and expects as much of those that come', () => {
    const configurations = { a: { transport: 'fetch' }, b: { transport: 'fetch' } };
    const { leftMs } = estimateTime([scenario({ load: quick, configurations })]);
    const totalMs = leftMs([], 0);
    expect(leftMs([], 2 * totalMs)).toBeGreaterThan(totalMs);
    expect(leftMs([totalMs], 5 * totalMs)).toBeCloseTo(totalMs * 1.25);
  });
});

describe('a case that is slow by its own order', () => {
  it('says how long it takes, and why', () => {
    expect(whyLong(scenario({ load: { ...quick, pauseMs: 5_000 } }))).toMatch(
      /^about 1 min \d+ s a case: load 15 s, 10 cycles of load and rest 1 min \d+ s, with a pause of 5 s after each request$/,
    );
    expect(whyLong(scenario({ load: { duration: '1m' } }))).toMatch(/^about 1 min \d s a case: load 1 min 1 s$/);
  });

  it('is none where it takes a few seconds', () => {
    expect(whyLong(scenario({ load: quick }))).toBeUndefined();
  });
});

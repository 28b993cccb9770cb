import { describe, expect, it } from 'vitest';
import { lookUntil } from '../core/wait.ts';
import { nextIntervalMs, paidAfterMs, START_INTERVAL_MS, sampleWithinBudget } from './budget.ts';

describe('the interval between two reads', () => {
  it.each([
    ['starts at 100 ms', [], 100],
    ['stays there while a read costs half a millisecond', [0.5, 0.5, 0.5], 100],
    ['stays there where the clock shows a tick of 2 ms now and then', [0, 0, 2, 0, 0], 100],
    ['grows so that the cost is one part in two hundred of it', [4, 4, 4, 4, 4], 800],
    ['is 18 s where a read costs 89 ms, as it does with 20,000 sockets', [89, 90, 88, 89, 89], 17_800],
  ])('%s', (_, recentCostsMs, intervalMs) => {
    expect(nextIntervalMs(recentCostsMs)).toBe(intervalMs);
  });
});

describe('a sampler', () => {
  it('waits longer after a sample that cost much', () => {
    const burn = () => {
      const before = process.threadCpuUsage();
      for (let spentMs = 0; spentMs < 20; ) {
        const { user, system } = process.threadCpuUsage(before);
        spentMs = (user + system) / 1_000;
      }
      return true;
    };
    using sampler = sampleWithinBudget(burn);
    expect(sampler.sampling().samples).toBe(1);
    expect(sampler.sampling().intervalMs).toBeGreaterThanOrEqual(20 * START_INTERVAL_MS);
  });

  it('goes on while there is something to see, and ends when there is not', async () => {
    let left = 3;
    using sampler = sampleWithinBudget(() => left-- > 0);
    await lookUntil(
      () => left,
      (now) => now < 0,
      { deadlineMs: 20_000 },
    );
    expect(sampler.sampling().samples).toBe(3);
  });
});

it('a look that costs 3 ms is paid for after 600 ms', () => {
  expect([paidAfterMs(3), paidAfterMs(0)]).toEqual([600, 0]);
});

import { describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { nextIntervalMs, paidAfterMs, sampleWithinBudget } from './budget.ts';

describe('the interval between two reads', () => {
  it.each([
    ['starts at 500 ms', [], 500],
    ['stays there while a read costs half a millisecond', [0.5, 0.5, 0.5], 500],
    ['stays there where the clock shows a tick of 3 ms now and then', [0, 0, 3, 0, 0], 500],
    ['grows so that the cost is 1.5 thousandths of it', [3, 3, 3, 3, 3], 2_000],
    ['is a minute where a read costs 90 ms, as it does with 20,000 sockets', [89, 90, 91, 90, 90], 60_000],
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
    using sampler = sampleWithinBudget(burn, new HandClock());
    expect(sampler.sampling().samples).toBe(1);
    expect(sampler.sampling().intervalMs).toBeGreaterThanOrEqual(20 / 0.0015);
  });

  it('goes on while there is something to see, and ends when there is not', () => {
    let asked = 0;
    const clock = new HandClock();
    using sampler = sampleWithinBudget(() => ++asked <= 3, clock);
    for (let turn = 0; turn < 5; turn += 1) clock.advance(sampler.sampling().intervalMs);
    expect([sampler.sampling().samples, asked]).toEqual([3, 4]);
  });
});

it('a watch of a process may read more often', () => {
  expect([nextIntervalMs([3, 3], 'watch'), nextIntervalMs([90, 90], 'watch')]).toEqual([500, 1_800]);
});

it('a look that costs 3.4 ms is paid for after 400 ms, and a sample of 3 ms after 2 s', () => {
  expect([paidAfterMs(3.4, 'looks'), paidAfterMs(3, 'samples'), paidAfterMs(0, 'looks')]).toEqual([400, 2_000, 0]);
});

import { describe, expect, it } from 'vitest';
import { nextIntervalMs, paidAfterMs } from './budget.ts';

describe('the interval between two reads', () => {
  it.each([
    ['starts at 50 ms', [], 50],
    ['stays there while a read costs half a millisecond', [0.5, 0.5, 0.5], 50],
    ['stays there where the clock shows a tick of 2 ms now and then', [0, 0, 2, 0, 0], 50],
    ['grows so that the cost is one part in a hundred of it', [4, 4, 4, 4, 4], 400],
    ['is 9 s where a read costs 89 ms, as it does with 20,000 sockets', [89, 90, 88, 89, 89], 8_900],
  ])('%s', (_, recentCostsMs, intervalMs) => {
    expect(nextIntervalMs(recentCostsMs)).toBe(intervalMs);
  });
});

it('a look at a phase border that costs 3 ms is paid for after 300 ms', () => {
  expect([paidAfterMs(3), paidAfterMs(0)]).toEqual([300, 0]);
});

import { describe, expect, it } from 'vitest';
import { makeRandom, type Random } from '../core/random.ts';
import { floorsOf, judgeRise } from './rising-floor.ts';
import { type PoolWatch, watchPool } from './testing/pool-watch.ts';

const TRIALS = 100;

/** How many of a hundred watches are called a rise. */
function risesFound(poolOf: (random: Random) => PoolWatch): number {
  const random = makeRandom(11);
  const pools = Array.from({ length: TRIALS }, () => poolOf(random));
  return pools.filter((pool) => {
    const floors = floorsOf(watchPool(random, pool), (pool.durationS ?? 30) * 1_000);
    return floors !== null && judgeRise(floors).isRising;
  }).length;
}

const steady = { ratePerSecond: () => 20, serviceS: 0.1, idleS: 4 };
const swinging = (periodS: number) => (random: Random) => {
  const phase = random() * periodS;
  const ratePerSecond = (seconds: number) => 50 * (1 + 0.5 * Math.sin(((seconds + phase) / periodS) * 2 * Math.PI));
  return { ratePerSecond, serviceS: 0.2, idleS: 4 };
};

describe('a healthy pool', () => {
  it.each<[string, (random: Random) => PoolWatch, number]>([
    ['under a steady load', () => steady, 0],
    ['that closes soon', () => ({ ...steady, ratePerSecond: () => 100, serviceS: 0.2, idleS: 1 }), 0],
    ['that is seldom used', () => ({ ratePerSecond: () => 2, serviceS: 0.5, idleS: 5 }), 0],
    ['that has just been opened', () => ({ ...steady, ratePerSecond: () => 60, idleS: 60, isCold: true }), 3],
    ['under bursts', () => ({ ...steady, ratePerSecond: (seconds) => ((seconds + 40) % 10 < 2 ? 100 : 5) }), 0],
    ['under a load that swings within minutes', swinging(300), 2],
    // Half of these watches see nothing but a load that rises.
    ['under a load that swings within one minute', swinging(60), 25],
  ])('%s is hardly ever taken for a leak', (_, poolOf, atMost) => {
    expect(risesFound(poolOf)).toBeLessThanOrEqual(atMost);
  });
});

describe('a leak', () => {
  it.each<[string, PoolWatch, number]>([
    ['two connections a second', { ...steady, leaksPerSecond: 2 }, 98],
    ['one connection a second', { ...steady, leaksPerSecond: 1 }, 90],
    ['one connection in five seconds, in a minute', { ...steady, leaksPerSecond: 0.2, durationS: 60 }, 50],
  ])('of %s is found', (_, pool, atLeast) => {
    expect(risesFound(() => pool)).toBeGreaterThanOrEqual(atLeast);
  });
});

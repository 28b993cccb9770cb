import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { balancedOrder, blockLength } from './order.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

/** How often each text occurs, as a set of counts. */
function counts(texts: readonly string[]): Set<number> {
  return new Set(Object.values(Object.groupBy(texts, (text) => text)).map((group) => group?.length ?? 0));
}

const blocks = fc.record({
  count: fc.integer({ min: 2, max: 9 }),
  times: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
});

it('runs every configuration once in every round', () => {
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 40 }), ({ count, seed }, rounds) => {
      const order = balancedOrder(names(count), rounds, makeRandom(seed));
      expect(order).toHaveLength(rounds);
      for (const round of order) expect(round.toSorted()).toEqual(names(count));
    }),
  );
});

it('puts every configuration in every place equally often over whole blocks', () => {
  fc.assert(
    fc.property(blocks, ({ count, times, seed }) => {
      const rounds = times * blockLength(count);
      const places = balancedOrder(names(count), rounds, makeRandom(seed)).flatMap((round) => [...round.entries()]);
      expect(new Set(places.map(String)).size).toBe(count ** 2);
      expect(counts(places.map(String))).toEqual(new Set([rounds / count]));
    }),
  );
});

it('runs every configuration directly after every other one equally often over whole blocks', () => {
  fc.assert(
    fc.property(blocks, ({ count, times, seed }) => {
      const rounds = times * blockLength(count);
      const order = balancedOrder(names(count), rounds, makeRandom(seed));
      const neighbours = order.flatMap((round) => round.slice(1).map((name, i) => `${round[i]} ${name}`));
      expect(new Set(neighbours).size).toBe(count * (count - 1));
      expect(counts(neighbours)).toEqual(new Set([rounds / count]));
    }),
  );
});

it('never favours a place by more than one round per square when the rounds end within a block', () => {
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 40 }), ({ count, seed }, rounds) => {
      const order = balancedOrder(names(count), rounds, makeRandom(seed));
      const first = names(count).map((name) => order.filter((round) => round[0] === name).length);
      expect(Math.max(...first) - Math.min(...first)).toBeLessThanOrEqual(1);
    }),
  );
});

it('repeats with its seed and differs with another', () => {
  const order = (seed: number) => balancedOrder(names(4), 12, makeRandom(seed));
  expect(order(1)).toEqual(order(1));
  expect(order(2)).not.toEqual(order(1));
});

it('runs a single configuration round after round', () => {
  expect(balancedOrder(['only'], 3, makeRandom(1))).toEqual([['only'], ['only'], ['only']]);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { divideCases } from './divide.ts';
import { CEILING_MS } from './expected-time.ts';

const anyCases = fc.array(
  fc.record({ scenario: fc.constantFrom('a', 'b', 'c'), configuration: fc.string(), expectedMs: fc.nat(60_000) }),
  { minLength: 1, maxLength: 40 },
);
const anyTotal = fc.integer({ min: 1, max: 12 });

const busyMs = (cases: { scenario: string; expectedMs: number }[], owners: number[], shard: number) => {
  const own = cases.filter((_, at) => owners[at] === shard);
  const ceilings = new Set(own.map(({ scenario }) => scenario)).size * CEILING_MS;
  return own.reduce((sum, { expectedMs }) => sum + expectedMs, ceilings);
};

it('gives every case to one shard, and every shard comes to the same division', () => {
  fc.assert(
    fc.property(anyCases, anyTotal, (cases, total) => {
      const owners = divideCases(cases, total);
      expect(owners).toHaveLength(cases.length);
      expect(owners.every((owner) => owner >= 1 && owner <= total)).toBe(true);
      expect(divideCases(structuredClone(cases), total)).toEqual(owners);
    }),
  );
});

it('no shard is busy for longer than an even share and one case more', () => {
  fc.assert(
    fc.property(anyCases, anyTotal, (cases, total) => {
      const owners = divideCases(cases, total);
      const each = Array.from({ length: total }, (_, index) => busyMs(cases, owners, index + 1));
      const evenMs = each.reduce((sum, ms) => sum + ms, 0) / total;
      const longestMs = Math.max(...cases.map(({ expectedMs }) => expectedMs)) + CEILING_MS;
      expect(Math.max(...each)).toBeLessThanOrEqual(evenMs + longestMs);
    }),
  );
});

it('a case that took long before has a shard of its own', () => {
  const lengths = [1_000, 1_000, 30_000, 1_000, 1_000];
  const cases = lengths.map((expectedMs, at) => ({ scenario: 'one', configuration: `${at}`, expectedMs }));
  expect(divideCases(cases, 2)).toEqual([2, 2, 1, 2, 2]);
});

it('where there are more shards than cases some have nothing to do', () => {
  const cases = [{ scenario: 'one', configuration: 'only', expectedMs: 10 }];
  expect(divideCases(cases, 3)).toEqual([1]);
});

it('a scenario stays whole where the others would not be done sooner with a part of it', () => {
  const cases = ['a', 'b'].flatMap((scenario) =>
    ['one', 'other'].map((configuration) => ({ scenario, configuration, expectedMs: 5_000 })),
  );
  expect(divideCases(cases, 2)).toEqual([1, 1, 2, 2]);
});

it('a scenario that is longer than an even share is cut', () => {
  const cases = Array.from({ length: 6 }, (_, at) => ({ scenario: 'a', configuration: `${at}`, expectedMs: 5_000 }));
  expect(divideCases(cases, 3).toSorted()).toEqual([1, 1, 2, 2, 3, 3]);
});

import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import type { Configuration } from '../../scenario/types.ts';
import { comparisonPartOf } from './comparison-part.ts';

const pair = await loadScenarioFile(path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'pair.json'));
const [one] = pair.configurations as [Configuration];

function scenarioOf(count: number) {
  const configurations = Array.from({ length: count }, (_, at) => ({ ...one, name: `c${at}` }));
  return { ...pair, configurations };
}

it('gives every shard the reference and each other configuration to one of them, in shares that differ by one at most', () => {
  const sizes = fc.integer({ min: 2, max: 25 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      reference: fc.integer({ min: 0, max: count - 1 }),
      total: fc.integer({ min: 1, max: count - 1 }),
    }),
  );
  fc.assert(
    fc.property(sizes, ({ count, reference, total }) => {
      const scenario = scenarioOf(count);
      const parts = Array.from({ length: total }, (_, at) =>
        comparisonPartOf(scenario, `c${reference}`, { index: at + 1, total }),
      );
      const shares = parts.map(({ scenario: own }) => own.configurations.map(({ name }) => name));
      for (const share of shares) expect(share).toContain(`c${reference}`);
      const others = shares.map((share) => share.filter((name) => name !== `c${reference}`));
      expect(others.flat().sort()).toEqual(
        scenario.configurations
          .map(({ name }) => name)
          .filter((name) => name !== `c${reference}`)
          .sort(),
      );
      const lengths = others.map(({ length }) => length);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      for (const { plan } of parts) expect(plan).toEqual(parts[0]?.plan);
    }),
  );
});

it('refuses shards that would have nothing to compare, and says how many there may be', () => {
  expect(() => comparisonPartOf(scenarioOf(4), 'c0', { index: 1, total: 4 })).toThrow(
    expect.objectContaining({
      exitCode: 64,
      message: '4 shards are too many: 3 configurations are compared with c0.',
      hint: 'Every shard needs one of them at least: divide it by 3 or fewer.',
    }),
  );
  expect(() => comparisonPartOf(scenarioOf(2), 'c1', { index: 2, total: 2 })).toThrow(
    '2 shards are too many: one configuration is compared with c1.',
  );
});

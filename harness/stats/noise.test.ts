import { mean, sampleCorrelation, standardDeviation } from 'simple-statistics';
import { expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { makeNoise, type Noise, sharedMachine } from './noise.ts';

const QUIET: Noise = { ...sharedMachine(0), slopePerWindow: 0, interferedShare: 0 };

function windows(noise: Partial<Noise>, count = 5_000): number[] {
  return Array.from({ length: count }, makeNoise({ ...QUIET, ...noise }, makeRandom(1)));
}

it('is silent where every size is 0', () => {
  expect(new Set(windows({}))).toEqual(new Set([0]));
});

it('scatters each window by its standard deviation about 0', () => {
  expect(mean(windows({ windowSd: 0.05 }))).toBeCloseTo(0, 2);
  expect(standardDeviation(windows({ windowSd: 0.05 }))).toBeCloseTo(0.05, 2);
});

it('drifts with the memory that it was given', () => {
  const drift = windows({ driftSd: 0.05, driftMemory: 0.9 });
  expect(standardDeviation(drift)).toBeCloseTo(0.05, 1);
  expect(sampleCorrelation(drift.slice(1), drift.slice(0, -1))).toBeCloseTo(0.9, 1);
});

it('slopes steadily and is interfered with on one side only', () => {
  expect(windows({ slopePerWindow: 0.01 }, 3)).toEqual([0.01, 0.02, 0.03].map((sum) => expect.closeTo(sum, 12)));
  const interfered = windows({ interferedShare: 0.06 }).filter((value) => value !== 0);
  expect(interfered.length / 5_000).toBeCloseTo(0.06, 1);
  expect(Math.min(...interfered)).toBeGreaterThanOrEqual(Math.log(1.1));
});

import { describe, expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { makeNoise, sharedMachine } from '../stats/noise.ts';
import { shareOf } from '../stats/testing/share.ts';
import type { Measured } from './metrics.ts';
import { compareRecords } from './unpaired.ts';

const windows = (values: readonly number[]): Measured[] => values.map((latencyP50Ms) => ({ latencyP50Ms }));
const p50 = (before: readonly number[], after: readonly number[]) =>
  compareRecords(windows(before), windows(after)).find(({ metric }) => metric === 'latencyP50Ms');

const day = [100, 101, 99, 102, 98, 103, 97, 100.5];

describe('two records', () => {
  it('differ where their windows do, by the ratio after / before', () => {
    expect(
      p50(
        day,
        day.map((ms) => ms * 1.2),
      ),
    ).toMatchObject({
      finding: 'differs',
      before: 8,
      after: 8,
      ratio: expect.closeTo(1.2, 2),
    });
  });

  it('show no difference where it is smaller than delta or not proven', () => {
    expect(
      p50(
        day,
        day.map((ms) => ms * 1.04),
      ),
    ).toMatchObject({ finding: 'no difference seen' });
    expect(p50(day, day)).toMatchObject({ finding: 'no difference seen', ratio: 1 });
  });

  it('of one window each are shown as a ratio and not tested', () => {
    expect(p50([100], [150])).toEqual({
      metric: 'latencyP50Ms',
      before: 1,
      after: 1,
      finding: 'not tested',
      ratio: expect.closeTo(1.5, 12),
    });
  });

  it('are not compared in what either did not measure', () => {
    expect(p50([], day)).toEqual({ metric: 'latencyP50Ms', before: 0, after: 8, finding: 'not measured' });
    expect(compareRecords(windows(day), windows(day))[0]).toMatchObject({ finding: 'not measured' });
  });
});

describe('two records of the same configuration', () => {
  const differ = (noise: typeof quiet) => (seed: number) => {
    const random = makeRandom(seed);
    // Another day: the machine is in another state.
    const record = () => Array.from({ length: 12 }, makeNoise(noise, random)).map(Math.exp);
    return p50(record(), record())?.finding === 'differs';
  };
  const quiet = { ...sharedMachine(0.05), driftSd: 0, slopePerWindow: 0, interferedShare: 0 };

  it('differ in at most 2 of 100 cases on a machine without a memory', () => {
    expect(shareOf(1_000, differ(quiet)).atMost).toBeLessThan(0.02);
  });

  it('differ in 15 to 30 of 100 cases on a drifting one, as the caution says', () => {
    const { rate } = shareOf(500, differ(sharedMachine(0.05)));
    expect(rate).toBeGreaterThan(0.15);
    expect(rate).toBeLessThan(0.3);
  });
});

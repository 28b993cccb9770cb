import { expect, it } from 'vitest';
import { leastSamples } from './least-samples.ts';

it('quick batches are sampled 64 times at least, and warmed up by a quarter of it', () => {
  expect(leastSamples(0)).toEqual({ iterations: 64, warmupIterations: 16 });
  expect(leastSamples(70)).toEqual({ iterations: 64, warmupIterations: 16 });
});

it('slow batches are sampled as often as 5 s allow, so that a slow client is measured, too', () => {
  expect(leastSamples(100).iterations).toBe(50);
  expect(leastSamples(500).iterations).toBe(10);
});

it('no batch is too slow for 8 samples, which show a spread', () => {
  expect(leastSamples(60_000)).toEqual({ iterations: 8, warmupIterations: 2 });
});

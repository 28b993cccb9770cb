import { expect, it } from 'vitest';
import { makeMeasured, makeTally } from '../testing/measured-case.ts';
import { mostInFlight } from './most-in-flight.ts';

const peakOf = (inFlightPeak: number) => makeTally({ inFlightPeak });

it('the most that were in flight is what any load of the case has seen, whatever was asked for', () => {
  const requests = { warmup: peakOf(3), load: peakOf(7) };
  expect(mostInFlight(makeMeasured({ requests }, { load: { concurrency: 50 } }))).toBe(7);
  expect(mostInFlight(makeMeasured({ requests, probes: { rotation: peakOf(9) } }))).toBe(9);
});

it('the most that were in flight is what was asked for where no load came to its end', () => {
  const requests = { warmup: null, load: null };
  expect(mostInFlight(makeMeasured({ requests }, { load: { concurrency: 50 } }))).toBe(50);
});

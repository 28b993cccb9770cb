import { expect, it } from 'vitest';
import { mostInFlight } from './most-in-flight.ts';
import { makeMeasured } from './testing/make-measured.ts';

const peakOf = (inFlightPeak: number) => ({ tally: { inFlightPeak } });

it('the most that were in flight is what any load of the case has seen, whatever was asked for', () => {
  const loads = { warmup: peakOf(3), load: peakOf(7) };
  expect(mostInFlight(makeMeasured(loads, { load: { concurrency: 50 } }))).toBe(7);
  expect(mostInFlight(makeMeasured({ ...loads, rotation: peakOf(9) }))).toBe(9);
});

it('the most that were in flight is what was asked for where no load came to its end', () => {
  expect(mostInFlight(makeMeasured({ load: { tally: null } }, { load: { concurrency: 50 } }))).toBe(50);
});

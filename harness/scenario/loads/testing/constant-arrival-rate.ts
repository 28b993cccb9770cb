import { atLeastOne } from '../../values.ts';
import type { LoadKind } from '../kind.ts';

/** The executor of the exercise in `new-executor.test.ts`: requests start at a rate, whatever becomes of the others. */
interface ConstantArrivalRate {
  ratePerSecond: number;
  maxInFlight: number;
}

const options = { ratePerSecond: atLeastOne.optional(), maxInFlight: atLeastOne.optional() };

export const constantArrivalRate: LoadKind<ConstantArrivalRate, typeof options> = {
  options,
  defaults: { ratePerSecond: 200, maxInFlight: 50 },
  pacer:
    ({ ratePerSecond }) =>
    (elapsedMs, started) =>
      Math.max(0, (started * 1_000) / ratePerSecond - elapsedMs),
  mostInFlight: ({ maxInFlight }) => maxInFlight,
  inWords: ({ ratePerSecond }) => `${ratePerSecond} requests a second`,
};

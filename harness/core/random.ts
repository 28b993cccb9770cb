import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Stands where `Math.random` stands: the next number of a sequence in [0, 1). */
export type Random = () => number;

/** The same seed gives the same sequence on every machine, so an order of measurements or a simulation can be repeated. */
export function makeRandom(seed: number): Random {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}

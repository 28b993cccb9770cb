import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Stands where `Math.random` stands: the next number of a sequence in [0, 1). */
export type Random = () => number;

/**
 * The same seed gives the same sequence on every machine, so an order of measurements or a simulation can be repeated.
 */
export function makeRandom(seed: number): Random {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}

/** A whole number from `least` to `most`. */
export function drawWhole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}

/** A seed where none was given; it is written down, so that the sequence can be repeated. */
export function drawSeed(): number {
  return drawWhole(Math.random, 0, 2 ** 31 - 1);
}

import { shuffle } from 'simple-statistics';
import type { Random } from '../core/random.ts';

/**
 * The order of the configurations in each round. Whatever the place in a round or the configuration before does to a
 * window, it does to all alike: over each block of rounds every configuration stands in every place equally often and
 * directly after every other one equally often (E. J. Williams 1949). Which square it is depends on `random` alone, so
 * a recorded seed gives the same order again.
 */
export function balancedOrder(configurations: readonly string[], rounds: number, random: Random): string[][] {
  const names = shuffle([...configurations], random);
  const order: string[][] = [];
  while (order.length < rounds) {
    for (const square of williamsSquares(names.length)) {
      order.push(...shuffle(square, random).map((row) => row.map((index) => names[index] ?? '')));
    }
  }
  return order.slice(0, rounds);
}

/** The rounds after which the order is balanced: as many as configurations, twice as many where their number is odd. */
export function blockLength(configurations: number): number {
  return configurations % 2 === 0 ? configurations : 2 * configurations;
}

/** One square, or two that are balanced together; each of them alone has every index in every place once. */
function williamsSquares(size: number): number[][][] {
  const square = Array.from({ length: size }, (_, row) => zigzag(size).map((index) => (index + row) % size));
  return size % 2 === 0 ? [square] : [square, square.map((row) => row.toReversed())];
}

/** 0, 1, n-1, 2, n-2, ...: neighbours differ by every amount, modulo `size`, once. */
function zigzag(size: number): number[] {
  return Array.from({ length: size }, (_, place) => (place % 2 === 0 ? (size - place / 2) % size : (place + 1) / 2));
}

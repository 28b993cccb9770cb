import { bisect } from 'simple-statistics';
import { incompleteBeta } from '../incomplete-beta.ts';

/**
 * How often something happened in seeded trials, with one-sided 99 % limits of its true rate (Clopper and Pearson
 * 1934).
 */
export interface Share {
  rate: number;
  atLeast: number;
  atMost: number;
}

export function shareOf(trials: number, happens: (trial: number) => boolean): Share {
  const hits = Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length;
  return {
    rate: hits / trials,
    atLeast: hits === 0 ? 0 : rateAt(0.01, hits, trials - hits + 1),
    atMost: hits === trials ? 1 : rateAt(0.99, hits + 1, trials - hits),
  };
}

/** The rate at which the beta distribution has `probability` below it. */
function rateAt(probability: number, a: number, b: number): number {
  return bisect((rate) => incompleteBeta(rate, a, b) - probability, 0, 1, 60, 1e-9);
}

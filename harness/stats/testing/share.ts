import jStat from 'jstat';

/** How often something happened in seeded trials, with one-sided 99 % limits of its true rate (Clopper and Pearson 1934). */
export interface Share {
  rate: number;
  atLeast: number;
  atMost: number;
}

export function shareOf(trials: number, happens: (trial: number) => boolean): Share {
  const hits = Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length;
  return {
    rate: hits / trials,
    atLeast: hits === 0 ? 0 : jStat.beta.inv(0.01, hits, trials - hits + 1),
    atMost: hits === trials ? 1 : jStat.beta.inv(0.99, hits + 1, trials - hits),
  };
}

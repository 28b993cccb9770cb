import type { Random } from '../core/random.ts';

/**
 * How a shared machine disturbs windows that follow each other; all sizes are natural logarithms of factors on a time.
 */
export interface Noise {
  /** Standard deviation of each window by itself. */
  windowSd: number;
  /** Standard deviation of the machine's slow state, which the next window inherits with the weight `driftMemory`. */
  driftSd: number;
  driftMemory: number;
  /** Steady change from each window to the next. */
  slopePerWindow: number;
  /** The share of windows that something else slows down, by a share evenly between the two bounds. */
  interferedShare: number;
  interference: readonly [least: number, most: number];
}

/**
 * A shared virtual machine whose windows scatter by `windowSd` (0.05 is usual). The drift and the 6 % of disturbed
 * windows are assumptions; they are fitted so that the power of a paired comparison agrees with measured simulations of
 * such machines.
 */
export function sharedMachine(windowSd: number): Noise {
  return {
    windowSd,
    driftSd: windowSd,
    driftMemory: 0.9,
    slopePerWindow: 0.001,
    interferedShare: 0.06,
    interference: [0.1, 0.6],
  };
}

/** A machine that starts in a random state; each call is its next window's disturbance, as a logarithm. */
export function makeNoise(noise: Noise, random: Random): () => number {
  const [least, most] = noise.interference;
  const refresh = noise.driftSd * Math.sqrt(1 - noise.driftMemory ** 2);
  let drift = noise.driftSd * normal(random);
  let slope = 0;
  return () => {
    drift = noise.driftMemory * drift + refresh * normal(random);
    slope += noise.slopePerWindow;
    const interfered = random() < noise.interferedShare ? Math.log1p(least + (most - least) * random()) : 0;
    return drift + slope + noise.windowSd * normal(random) + interfered;
  };
}

/** A standard normal deviate (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

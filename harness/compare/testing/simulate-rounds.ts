import { makeRandom } from '../../core/random.ts';
import { makeNoise, type Noise } from '../../stats/noise.ts';
import type { Round } from '../metrics.ts';
import { balancedOrder } from '../order.ts';

export interface SimulatedComparison {
  /** True latency by configuration; the least is usually 1. */
  latencies: Record<string, number>;
  rounds: number;
  noise: Noise;
  /** What the first window of each round is slowed down by, as a factor. */
  firstPlace?: number;
}

/**
 * Rounds in balanced order on a noisy machine, as the latency's median alone or as all four metrics with the same
 * noise.
 */
export function simulateRounds(given: SimulatedComparison, seed: number, metrics: 'one' | 'all' = 'one'): Round[] {
  const random = makeRandom(seed);
  const next = makeNoise(given.noise, random);
  return balancedOrder(Object.keys(given.latencies), given.rounds, random).map((names) =>
    Object.fromEntries(
      names.map((name, place) => {
        const ms = (given.latencies[name] ?? 1) * (place === 0 ? (given.firstPlace ?? 1) : 1) * Math.exp(next());
        const rest = { requestsPerSecond: 1_000 / ms, latencyP99Ms: 3 * ms, cpuPerRequestMicros: 50 * ms };
        return [name, metrics === 'all' ? { latencyP50Ms: ms, ...rest } : { latencyP50Ms: ms }];
      }),
    ),
  );
}

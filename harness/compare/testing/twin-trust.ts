import { sharedMachine } from '../../stats/noise.ts';
import { verifyTwins } from '../aa.ts';
import { simulateRounds } from './simulate-rounds.ts';

/** The verdict on a twin of this latency, beside a reference of 1, from rounds that are slower in their first place. */
export function trustOf(twinLatency: number, rounds: number, windowSd: number, seed: number) {
  const latencies = { reference: 1, twin: twinLatency, other: 1.2 };
  const simulated = simulateRounds(
    { latencies, rounds, noise: sharedMachine(windowSd), firstPlace: 1.05 },
    seed,
    'all',
  );
  return verifyTwins(simulated, ['twin'], 'reference');
}

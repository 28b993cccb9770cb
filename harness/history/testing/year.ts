import { simulateRounds } from '../../compare/testing/simulate-rounds.ts';
import { makeRandom } from '../../core/random.ts';
import type { SeriesMetric } from '../../record/night.ts';
import { makeNoise, sharedMachine } from '../../stats/noise.ts';
import { CONFIRMATION_ROUNDS, judgeConfirmation } from '../confirm.ts';
import { nightOf } from '../night-of.ts';
import { goodCommitBefore, type Step, stepOf } from '../replay.ts';
import { isAlarm } from '../rules/state.ts';
import type { SeriesNight } from '../series.ts';
import { commitOf, recordNights, startOf } from './nights.ts';

/** A series that is only simulated: no rounds, each night's ratio as a draw. */
export interface SimulatedSeries {
  metric: SeriesMetric;
  nights: number;
  /** True cost in a night (from 0). */
  costIn: (night: number) => number;
  /** Standard deviation of a night's ratio, and of a window of the comparison of commits. */
  noise: number;
  /** What chance makes of a night's value, over the noise. */
  luckIn?: (night: number) => number;
  /** Whether the good commits can still be compared. */
  canCompare?: boolean;
}

/**
 * Every night by the rules that judge a history, and each suspicion tried against the commit that they choose. Nights
 * scatter with some memory, one in twenty is disturbed. Tells the nights of the alarms, and how many comparisons were
 * asked for.
 */
export function simulateSeries(series: SimulatedSeries, seed: number): { alarms: number[]; confirmations: number } {
  const { nights, costIn, noise, luckIn = () => 1 } = series;
  const machine = { ...sharedMachine(0), driftSd: noise, driftMemory: 0.3, slopePerWindow: 0, interferedShare: 0.05 };
  const next = makeNoise({ ...machine, interference: [0.1, 0.3] }, makeRandom(seed));
  const steps: Step[] = [];
  const alarms: number[] = [];
  let confirmations = 0;
  for (let night = 0; night < nights; night++) {
    const one = makeNight(series.metric, night, costIn(night) * luckIn(night) * Math.exp(next()));
    let step = stepOf(one, steps.at(-1)?.after);
    if (step.after.state.state === 'suspect') {
      confirmations += 1;
      const good = goodCommitBefore([...steps, step], step.after.state.since);
      const point = { ...one.point, ...tryNight(series, { night, good, seed: seed * 1_000 + night }) };
      step = stepOf({ ...one, point }, steps.at(-1)?.after);
    }
    if (isAlarm(step.before, step.after)) alarms.push(night);
    steps.push(step);
  }
  return { alarms, confirmations };
}

function tryNight(
  { metric, costIn, noise, canCompare = true }: SimulatedSeries,
  { night, good, seed }: { night: number; good: string | null; seed: number },
) {
  if (!canCompare || good === null)
    return judgeConfirmation(metric, { rounds: 'The commit is gone.', note: null }, good);
  const ratio = costIn(night) / costIn(nightOfCommit(good));
  const latencies = { control: 1, subject: ratio };
  const rounds = simulateRounds({ latencies, rounds: CONFIRMATION_ROUNDS, noise: sharedMachine(noise) }, seed, 'all');
  const paired = rounds.map(({ subject = {}, control = {} }) => ({ subject, control }));
  return judgeConfirmation(metric, { rounds: paired, note: null }, good);
}

const [TEMPLATE] = recordNights({ nights: 1, seed: 1 }).map(nightOf);

function makeNight(metric: SeriesMetric, index: number, cost: number): SeriesNight {
  const night = TEMPLATE as NonNullable<typeof TEMPLATE>;
  const [subject] = night.cases as [(typeof night.cases)[number]];
  const [anyPoint] = subject.series as [(typeof subject.series)[number]];
  const ratio = metric === 'requestsPerSecond' ? 1 / cost : cost;
  return {
    night: { ...night, startedAt: startOf(index), environment: { ...night.environment, git: commitOf(index) } },
    subject,
    point: { ...anyPoint, metric, ratio, low: ratio, high: ratio },
  };
}

function nightOfCommit(commit: string): number {
  return Number.parseInt(commit, 16) - Number.parseInt(commitOf(0), 16);
}

import type { ComparedMetric } from '../core/metric-names.ts';

export type MetricName = ComparedMetric;

export interface Metric {
  name: MetricName;
  better: 'higher' | 'lower';
  /** The least ratio that matters, either way: 1.05 is 5 % more, or as much less as makes up for it (4.8 %). */
  delta: number;
}

/** The metrics that a comparison decides on. Everything else is described, never judged. */
export const METRICS: readonly Metric[] = [
  { name: 'requestsPerSecond', better: 'higher', delta: 1.05 },
  { name: 'latencyP50Ms', better: 'lower', delta: 1.05 },
  // A tail scatters more and matters less in small steps.
  { name: 'latencyP99Ms', better: 'lower', delta: 1.1 },
  { name: 'cpuPerRequestMicros', better: 'lower', delta: 1.05 },
];

/** What one configuration showed in one window: null or absent where it was not measured or is not comparable. */
export type Measured = Partial<Record<MetricName, number | null>>;

/** One round of a comparison: each configuration's window, by name. */
export type Round = Readonly<Record<string, Measured>>;

/**
 * ln(configuration / reference) of each round that has a positive figure for both. In logarithms a ratio and its
 * inverse weigh the same, so that who is called the reference does not matter.
 */
export function logRatios(
  rounds: readonly Round[],
  name: MetricName,
  configuration: string,
  reference: string,
): number[] {
  return rounds.flatMap((round) => {
    const [value, against] = [round[configuration]?.[name], round[reference]?.[name]];
    return value && against && value > 0 && against > 0 ? [Math.log(value / against)] : [];
  });
}

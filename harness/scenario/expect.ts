import { type GaugeKey, gaugeKey, gaugeOfKey } from '../core/gauge-names.ts';
import { METRIC_NAMES } from '../core/metric-names.ts';
import { nearestName } from '../core/nearest.ts';
import { type BoundOf, parseThreshold, unitsOf } from '../core/threshold.ts';
import type { Problem } from './problems.ts';

/** Every metric with what it is; the unit is in its name. */
interface MetricMeanings {
  /** Answers in the measured load, errors not among them. @example '>=100' */
  requests: unknown;
  /** Answers a second in the measured load. @example '>500' */
  requestsPerSecond: unknown;
  /** Requests of the measured load that failed. @example '==0' */
  errors: unknown;
  /** Connections that the server accepted until the load's end, warm-up included. @example '<=50' */
  connectionsOpened: unknown;
  /** The most connections that were open at once until the load's end. @example '<=50' */
  connectionsPeak: unknown;
  /** The share of requests that needed no new connection, 0 to 1. @example '>=0.99' */
  reuseRatio: unknown;
  /** Median of the time from the call to the answer's end, in milliseconds. @example '<20ms' */
  latencyP50Ms: unknown;
  /** 99th percentile of the same. @example '<200ms' */
  latencyP99Ms: unknown;
  /** Median of the wait for a connection, in milliseconds. @example '<10ms' */
  queueWaitP50Ms: unknown;
  /** 99th percentile of the same. @example '<1s' */
  queueWaitP99Ms: unknown;
  /** Descriptors of the subject before its first request. @example '<40' */
  handlesBaseline: unknown;
  /** The most descriptors that the subject had. @example '<100' */
  handlesPeak: unknown;
  /** Descriptors of the subject after the load, at rest. @example '<60' */
  handlesAfterDrain: unknown;
  /** Descriptors of the subject after `close()`. @example '<40' */
  handlesAfterClose: unknown;
  /** Requests that were not answered within `load.deadlineMs`. @example '==0' */
  neverAnswered: unknown;
  /** The most connections that had a request in flight at once. @example '<=10' */
  connectionsActivePeak: unknown;
  /** 90th percentile of the latency, in milliseconds. @example '<100ms' */
  latencyP90Ms: unknown;
  /** The longest latency, in milliseconds. @example '<2s' */
  latencyMaxMs: unknown;
  /** Median of the time from the request's end to the answer's head, in milliseconds. @example '<10ms' */
  firstByteP50Ms: unknown;
  /** 99th percentile of the same. @example '<50ms' */
  firstByteP99Ms: unknown;
  /** What `close()` took, in milliseconds. @example '<500ms' */
  closeMs: unknown;
  /** What target and machine can do with the first request, by autocannon. @example '>1000' */
  ceilingRequestsPerSecond: unknown;
  /** The most memory of the subject that was resident, in bytes. @example '<200MiB' */
  rssPeakBytes: unknown;
  /** User and system CPU of the subject in the load, for each answer, in microseconds. @example '<500us' */
  cpuPerRequestMicros: unknown;
  /** User and system CPU of our own process that calls a program, for each call, in microseconds. @example '<500us' */
  callerCpuPerRequestMicros: unknown;
  /** Median of what the server took for its answers, in milliseconds. @example '<10ms' */
  serviceP50Ms: unknown;
  /** 99th percentile of the same. @example '<50ms' */
  serviceP99Ms: unknown;
  /** How much longer than the server took the client waited on average, in milliseconds. @example '<5ms' */
  outsideServerMeanMs: unknown;
  /** Requests that the server saw for each call of the client, in its whole life. @example '<=1.05' */
  requestsPerCall: unknown;
}

/**
 * Bounds by metric, or by `gauge.NAME`: an operator (<, <=, >, >=, ==), a figure, and a unit where the metric has
 * one.
 */
export type ExpectInput = { [Name in keyof MetricMeanings]?: BoundOf<Name> | undefined } & {
  [gauge in GaugeKey]?: BoundOf<''> | undefined;
};

/** What is wrong with the bounds that a scenario sets, the names of their metrics among it. */
export function problemsOfExpect(expect: Record<string, unknown>, gauges: readonly string[]): Problem[] {
  const known: readonly string[] = [...METRIC_NAMES, ...gauges.map(gaugeKey)];
  return Object.entries(expect).flatMap(([key, bound]) => {
    const message = known.includes(key) ? problemOfBound(key, bound) : unknownMetric(key, known);
    return message === undefined ? [] : [{ path: `expect.${key}`, message }];
  });
}

function unknownMetric(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  const what = gaugeOfKey(key) === undefined ? 'no metric is called so' : 'no configuration has a gauge of this name';
  return near ? `${what}; did you mean '${near}'?` : what;
}

function problemOfBound(metric: string, bound: unknown): string | undefined {
  if (typeof bound === 'string' && parseThreshold(bound, metric) !== undefined) return undefined;
  const units = Object.keys(unitsOf(metric));
  const allowed = units.length > 0 ? ` (with ${units.join(', ')} or no unit)` : ', which has no unit';
  return `expected a bound such as '<50' or '>=0.99'${allowed}, not ${JSON.stringify(bound)}`;
}

/**
 * The figures of a case by name, in the record's order. Units are in the names. They stand below both legs, because a
 * scenario sets bounds for them and the record holds them.
 */
export const METRIC_NAMES = [
  'requests',
  'requestsPerSecond',
  'errors',
  'connectionsOpened',
  'connectionsPeak',
  'reuseRatio',
  'latencyP50Ms',
  'latencyP99Ms',
  'queueWaitP50Ms',
  'queueWaitP99Ms',
  'handlesBaseline',
  'handlesPeak',
  'handlesAfterDrain',
  'handlesAfterClose',
  'neverAnswered',
  'connectionsActivePeak',
  'latencyP90Ms',
  'latencyMaxMs',
  'firstByteP50Ms',
  'firstByteP99Ms',
  'closeMs',
  'ceilingRequestsPerSecond',
  'rssPeakBytes',
  /**
   * User and system CPU of the subject during the load, for each of `requests`: of a program that nobody calls those
   * are the requests that reached the target.
   */
  'cpuPerRequestMicros',
  /** What the server took for its answers, and how much longer the client waited for them on average. */
  'serviceP50Ms',
  'serviceP99Ms',
  'outsideServerMeanMs',
  /**
   * Requests that the server saw for each call of the client, in its whole life: fewer than one where calls share
   * requests.
   */
  'requestsPerCall',
  /** User and system CPU of our process that calls a program, for each answered call. */
  'callerCpuPerRequestMicros',
] as const;

/** Those by which configurations, commits and nights are compared. */
export const COMPARED_METRICS = ['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'] as const;
export type ComparedMetric = (typeof COMPARED_METRICS)[number];

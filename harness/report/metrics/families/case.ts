import type { METRIC_NAMES } from '../../../core/metric-names.ts';
import { count, type MetricFamily, micros, ms, OUTCOMES, rate } from './family.ts';

type MetricName = (typeof METRIC_NAMES)[number];

/** The metrics of a case by the record's names. Nothing is told of what was not measured. */
export const CASE_METRICS = {
  requests: count('poolproof.case.requests', '{request}', 'Answers in the measured load, errors not among them.'),
  requestsPerSecond: rate('poolproof.case.request_rate', 'Answers a second in the measured load.'),
  errors: count('poolproof.case.errors', '{request}', 'Requests of the measured load that failed.'),
  connectionsOpened: count('poolproof.case.connections.opened', '{connection}', 'Connections that were opened.'),
  connectionsPeak: count('poolproof.case.connections.peak', '{connection}', 'The most connections open at once.'),
  reuseRatio: {
    name: 'poolproof.case.connections.reuse',
    unit: '1',
    help: 'The share of requests that needed no new connection.',
  },
  latencyP50Ms: ms('poolproof.case.latency.p50', "Median of the time from the call to the answer's end."),
  latencyP99Ms: ms('poolproof.case.latency.p99', '99th percentile of the same.'),
  queueWaitP50Ms: ms('poolproof.case.queue_wait.p50', 'Median of the wait for a connection.'),
  queueWaitP99Ms: ms('poolproof.case.queue_wait.p99', '99th percentile of the same.'),
  handlesBaseline: count(
    'poolproof.case.descriptors.baseline',
    '{descriptor}',
    'Open descriptors before the first request.',
  ),
  handlesPeak: count('poolproof.case.descriptors.peak', '{descriptor}', 'The most descriptors open at once.'),
  handlesAfterDrain: count('poolproof.case.descriptors.after_drain', '{descriptor}', 'Descriptors at rest.'),
  handlesAfterClose: count('poolproof.case.descriptors.after_close', '{descriptor}', 'Descriptors after close().'),
  neverAnswered: count('poolproof.case.never_answered', '{request}', 'Requests that were not answered in time.'),
  connectionsActivePeak: count(
    'poolproof.case.connections.active_peak',
    '{connection}',
    'The most connections that had a request in flight at once.',
  ),
  latencyP90Ms: ms('poolproof.case.latency.p90', '90th percentile of the latency.'),
  latencyMaxMs: ms('poolproof.case.latency.max', 'The longest latency.'),
  firstByteP50Ms: ms(
    'poolproof.case.first_byte.p50',
    "Median of the time from the request's end to the answer's head.",
  ),
  firstByteP99Ms: ms('poolproof.case.first_byte.p99', '99th percentile of the same.'),
  closeMs: ms('poolproof.case.close.duration', 'What close() took.'),
  ceilingRequestsPerSecond: rate('poolproof.case.ceiling.request_rate', 'What target and machine can do.'),
  rssPeakBytes: { name: 'poolproof.case.memory.rss.peak', unit: 'By', help: 'The most memory that was resident.' },
  cpuPerRequestMicros: micros('poolproof.case.request.cpu', 'User and system CPU for each answer.'),
  serviceP50Ms: ms('poolproof.case.service.p50', 'Median of what the server took for its answers.'),
  serviceP99Ms: ms('poolproof.case.service.p99', '99th percentile of the same.'),
  outsideServerMeanMs: ms(
    'poolproof.case.outside_server.mean',
    'How much longer than the server took the client waited on average.',
  ),
  requestsPerCall: count('poolproof.case.call.requests', '{request}', 'Requests that the server saw for each call.'),
  callerCpuPerRequestMicros: micros(
    'poolproof.case.request.caller_cpu',
    'CPU of our process that calls a program, for each call.',
  ),
} as const satisfies Record<MetricName, MetricFamily>;

/** What is told of a case beside its metrics. */
export const CASE_FAMILIES = {
  status: { name: 'poolproof.case.status', unit: '', help: `How the case ended, ${OUTCOMES}.` },
  decides: {
    name: 'poolproof.case.decides',
    unit: '',
    help: '1: the case decides the run; 0: it is a contrast, which shows what goes wrong.',
  },
  check: {
    name: 'poolproof.check.status',
    unit: '',
    help: `How the check ended, ${OUTCOMES}; 3 skipped.`,
    labels: ['check'],
  },
  limit: count('poolproof.case.connections.limit', '{connection}', 'The most connections that were promised.'),
  gauge: {
    name: 'poolproof.case.gauge.peak',
    unit: '',
    help: 'The highest value of a gauge that the program tells of itself, in its own unit.',
    labels: ['gauge'],
  },
} as const satisfies Record<string, MetricFamily>;

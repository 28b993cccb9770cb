import type { METRIC_NAMES } from '../../core/metric-names.ts';
import { WATCH_SERIES, type WatchSeriesName } from '../../record/watch.ts';

/**
 * A metric as OpenTelemetry calls it; Prometheus's name follows from it (`prometheusName`). The names are a surface
 * that dashboards and alerts stand on: rename none.
 */
export interface MetricFamily {
  name: string;
  /** As OTLP writes it (UCUM): base units, '1' for a ratio, braces around what is only counted, '' for a code. */
  unit: '' | '1' | 's' | 'By' | `{${string}}` | '{request}/s';
  help: string;
  /** Beside those of its group. */
  labels?: readonly string[];
  /** How many units of the record make one of these: 1,000 of milliseconds. */
  perUnit?: number;
}

type MetricName = (typeof METRIC_NAMES)[number];

const OUTCOMES = 'as its exit code: 0 passed, 1 failed, 2 inconclusive';

const ms = (name: string, help: string): MetricFamily => ({ name, unit: 's', help, perUnit: 1_000 });
const micros = (name: string, help: string): MetricFamily => ({ name, unit: 's', help, perUnit: 1_000_000 });
const count = (name: string, unit: `{${string}}`, help: string): MetricFamily => ({ name, unit, help });
const rate = (name: string, help: string): MetricFamily => ({ name, unit: '{request}/s', help });

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

/** What is told of every run, without a label. */
export const RUN_FAMILIES = {
  status: { name: 'poolproof.run.status', unit: '', help: `How the run ended, ${OUTCOMES}, 130 interrupted.` },
  end: ms('poolproof.run.end_timestamp', 'When it ended, since 1970.'),
  duration: ms('poolproof.run.duration', 'How long it took.'),
} as const satisfies Record<string, MetricFamily>;

/** What is told of a comparison, by scenario. */
export const COMPARISON_FAMILIES = {
  status: {
    name: 'poolproof.comparison.status',
    unit: '',
    help: 'How the comparison ended, as its exit code: 0 trusted or estimates, 2 untrusted, 130 interrupted.',
  },
  ratio: {
    name: 'poolproof.comparison',
    unit: '1',
    help: 'The configuration beside the reference, estimated over the rounds; above 1 is more.',
    labels: ['configuration', 'metric'],
  },
  low: {
    name: 'poolproof.comparison.low',
    unit: '1',
    help: 'The lower end of its 95 % interval.',
    labels: ['configuration', 'metric'],
  },
  high: {
    name: 'poolproof.comparison.high',
    unit: '1',
    help: 'The upper end of its 95 % interval.',
    labels: ['configuration', 'metric'],
  },
} as const satisfies Record<string, MetricFamily>;

const WATCH_UNITS: Partial<Record<WatchSeriesName, MetricFamily['unit']>> = {
  descriptors: '{descriptor}',
  threads: '{thread}',
  rssBytes: 'By',
  processes: '{process}',
  portsUsed: '{port}',
};

/** What was counted at the last look of a watch, by the record's names. */
export const WATCH_SERIES_FAMILIES = Object.fromEntries(
  Object.entries(WATCH_SERIES).map(([name, help]) => [
    name,
    {
      name: `poolproof.watch.${name.replace('Bytes', '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      unit: WATCH_UNITS[name as WatchSeriesName] ?? '{connection}',
      help: `At the last look: ${help}.`,
    },
  ]),
) as Readonly<Record<WatchSeriesName, MetricFamily>>;

/** What is told of a watch, by the address that connections go to. */
export const WATCH_FAMILIES = {
  status: { name: 'poolproof.watch.status', unit: '', help: `How the watch ended, ${OUTCOMES}.` },
  check: {
    name: 'poolproof.watch.check.status',
    unit: '',
    help: `How the check ended, ${OUTCOMES}; 3 skipped.`,
    labels: ['check'],
  },
} as const satisfies Record<string, MetricFamily>;

/** Every metric by what it is told of, and the labels that each of a group has. */
export const GROUPS: readonly { of: string; labels: readonly string[]; families: readonly MetricFamily[] }[] = [
  { of: 'a run', labels: [], families: Object.values(RUN_FAMILIES) },
  {
    of: 'a case',
    labels: ['scenario', 'configuration'],
    families: [...Object.values(CASE_FAMILIES), ...Object.values(CASE_METRICS)],
  },
  { of: 'a comparison', labels: ['scenario'], families: Object.values(COMPARISON_FAMILIES) },
  {
    of: 'a watch',
    labels: ['to'],
    families: [...Object.values(WATCH_FAMILIES), ...Object.values(WATCH_SERIES_FAMILIES)],
  },
];

/** What OpenTelemetry's rules for Prometheus append for a unit. */
const SUFFIXES: Readonly<Record<string, string>> = {
  s: '_seconds',
  By: '_bytes',
  '1': '_ratio',
  '{request}/s': '_per_second',
};

/**
 * A metric's name in Prometheus, by the rules that a collector or Prometheus itself takes for OTLP (specification,
 * 'Prometheus and OpenMetrics Compatibility'), so that one dashboard shows both.
 */
export function prometheusName({ name, unit }: MetricFamily): string {
  return name.replaceAll('.', '_') + (SUFFIXES[unit] ?? '');
}

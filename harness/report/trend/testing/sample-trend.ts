import type { SeriesMetric } from '../../../record/night.ts';
import {
  type SeriesState,
  TREND_SCHEMA_NAME,
  type Trend,
  type TrendPoint,
  type TrendSeries,
} from '../../../record/trend.ts';

const NIGHTS = 60;
const STEP_AT = 45;

/** A history with one series in each state, and something of all that a page shows. No clock, no chance. */
export function makeSampleTrend(given: Partial<Trend> = {}): Trend {
  const since = dateOf(STEP_AT);
  const states: [string, SeriesMetric, SeriesState, number][] = [
    ['capped-50', 'requestsPerSecond', { state: 'regressed', since }, 1.2],
    ['capped-50', 'latencyP50Ms', { state: 'acknowledged', since, reason: 'TLS | on' }, 1.2],
    ['capped-50', 'latencyP99Ms', { state: 'improved', since }, 0.8],
    ['capped-50', 'cpuPerRequestMicros', { state: 'suspect', since: dateOf(NIGHTS - 3) }, 1.08],
    ['fetch', 'latencyP50Ms', { state: 'ok' }, 1],
    ['fetch', 'latencyP99Ms', { state: 'learning', nightsNeeded: 12 }, 1],
  ];
  const environment = {
    node: 'v26.10.0',
    undici: '8.12.4',
    os: 'linux x64',
    kernel: '6.8.0',
    cpu: 'Example CPU',
    cores: 2,
  };
  return {
    schema: TREND_SCHEMA_NAME,
    status: 'fail',
    headline: 'Failed: diagnose-loki / capped-50 regressed by 20 % (requests per second).',
    night: {
      id: 'sample',
      startedAt: dateOf(NIGHTS - 1),
      finishedAt: dateOf(NIGHTS - 1).replace('T02:00', 'T02:06'),
      seed: 1,
      environment: { ...environment, memoryBytes: 8 * 2 ** 30, git: 'c0ffee00003b', poolproof: '0.1.0' },
    },
    nights: NIGHTS,
    commitUrl: 'https://example.org/owner/name/commit/',
    failures: [
      {
        scenario: 'diagnose-loki',
        configuration: 'fetch',
        check: 'limit',
        summary: '51 connections, the limit is 50.',
      },
    ],
    doubts: [{ scenario: 'diagnose-loki', configuration: 'fetch', check: 'drain', summary: 'It was not checked.' }],
    untrusted: ['diagnose-docker'],
    cases: [makeSampleCase('capped-50', 'pass'), makeSampleCase('fetch', 'fail')],
    series: states.map(([configuration, metric, state, ratio]) => makeSeries(configuration, metric, state, ratio)),
    ...given,
  };
}

function makeSampleCase(configuration: string, status: 'pass' | 'fail'): Trend['cases'][number] {
  return {
    ...{ scenario: 'diagnose-loki', configuration, control: 'node:http Agent', trusted: true },
    checks: [{ name: 'limit', status, summary: '51 connections, the limit is 50.' }],
    counts: { connectionsOpened: 50, connectionsPeak: 50 },
  };
}

/** Names of subjects in a large history. */
const SUBJECTS = [
  'undici-pool-50',
  'http-agent-50',
  'fetch',
  'got',
  'axios',
  'node-fetch',
  'superagent',
  'undici-pool-10',
  'agent-1',
  'agent-2',
];
const METRICS: SeriesMetric[] = ['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'];

/** The latest nights of a history of this many series, four of each subject, of which every third subject regressed. */
export function makeLargeTrend({ nights, series }: { nights: number; series: number }): Trend {
  const since = dateOf(STEP_AT);
  const all = Array.from({ length: series }, (_, index) => {
    const subject = Math.floor(index / METRICS.length);
    const configuration = SUBJECTS[subject % SUBJECTS.length] ?? '';
    const isLearning = nights <= 15;
    const state: SeriesState = isLearning
      ? { state: 'learning', nightsNeeded: 15 - nights + 1 }
      : subject % 3 === 0
        ? { state: 'regressed', since }
        : { state: 'ok' };
    const ratio = state.state === 'regressed' ? 1.2 + subject / 20 : 1;
    const made = makeSeries(configuration, METRICS[index % METRICS.length] ?? 'latencyP50Ms', state, ratio);
    const points = made.points
      .slice(-nights)
      .map((point) => (isLearning ? { ...point, level: null, limit: null } : point));
    return { ...made, points, alarm: false, creepPerNight: null };
  });
  const open = all.filter(({ state }) => state.state === 'regressed').length;
  const headline = open > 0 ? `No new regression, ${open} open.` : 'No new regression.';
  const quiet = { status: 'pass' as const, headline, failures: [], doubts: [], untrusted: [] };
  const cases = SUBJECTS.slice(0, Math.ceil(series / METRICS.length)).map((name) => makeSampleCase(name, 'pass'));
  return makeSampleTrend({ ...quiet, cases, nights, series: all });
}

function makeSeries(configuration: string, metric: SeriesMetric, state: SeriesState, ratio: number): TrendSeries {
  const points = Array.from({ length: NIGHTS }, (_, night) => makePoint(night, ratio, state.state));
  return {
    ...{ scenario: 'diagnose-loki', configuration, metric, state, points },
    alarm: state.state === 'regressed',
    measuredTonight: true,
    absoluteTonight: 20,
    change: ratio,
    suspects: 'since' in state ? { good: 'c0ffee00002c', bad: 'c0ffee00002d' } : null,
    changePoints: ratio > 1.1 ? [{ date: dateOf(STEP_AT), ratio }] : [],
    creepPerNight: state.state === 'ok' ? 0.004 : null,
  };
}

function makePoint(night: number, ratio: number, state: SeriesState['state']): TrendPoint {
  const cost = night === 20 ? null : (night >= STEP_AT ? ratio : 1) * (1 + Math.sin(night * 2.3) / 50);
  return {
    date: dateOf(night),
    commit: (0xc0ffee000000 + night).toString(16),
    epoch: night < 10 ? 'Node v24' : 'Node v26',
    cost,
    low: cost && cost * 0.97,
    high: cost && cost * 1.03,
    absolute: 20,
    controlAbsolute: 20,
    state: night >= STEP_AT ? state : 'ok',
    level: night < 15 ? null : 1,
    limit: night < 15 ? null : 1.05,
    alarm: state === 'regressed' && night === STEP_AT + 2,
    trial: state === 'regressed' && night === STEP_AT + 2 ? 'Against c0ffee00002c in 20 rounds: 19 % worse.' : null,
  };
}

function dateOf(night: number): string {
  return new Date(Date.UTC(2026, 0, 1 + night, 2)).toISOString();
}

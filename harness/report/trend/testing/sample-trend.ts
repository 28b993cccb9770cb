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
    ['capped-50', 'cpuPerRequestMicros', { state: 'suspect', since: dateOf(NIGHTS - 3) }, 1.06],
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
    headline: 'Failed: diagnose-loki / capped-50 regressed by 20 % (requestsPerSecond).',
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
    cases: ['capped-50', 'fetch'].map((configuration) => ({
      ...{ scenario: 'diagnose-loki', configuration, control: 'node:http Agent', trusted: true },
      checks: [
        {
          name: 'limit',
          status: configuration === 'fetch' ? 'fail' : 'pass',
          summary: '51 connections, the limit is 50.',
        },
      ],
      counts: { connectionsOpened: 50, connectionsPeak: 50 },
    })),
    series: states.map(([configuration, metric, state, ratio]) => makeSeries(configuration, metric, state, ratio)),
    ...given,
  };
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

import { judgeComparison } from '../../../compare/judge-comparison.ts';
import { balancedOrder } from '../../../compare/order.ts';
import { makeRandom } from '../../../core/random.ts';
import {
  COMPARISON_SCHEMA_NAME,
  type ComparisonRecord,
  comparisonSchema,
  type MeasuredComparison,
} from '../../../record/comparison.ts';
import type { Micro } from '../../../record/micro.ts';
import { loads } from '../../../record/phases/select.ts';
import { makeCase, makeRecord } from '../../../record/testing/make-record.ts';
import { sampleLatencies, samplePhases, sampleSeries } from '../../testing/sample-series.ts';

/**
 * True latency of each configuration beside the reference's 1, the first; the twin is the reference unless it is
 * biased.
 */
export interface Planted {
  latencies?: Record<string, number>;
  twin?: number;
  rounds?: number;
  /** Standard size of the noise of a window. */
  noise?: number;
  limits?: Record<string, number | null>;
  overrides?: Partial<MeasuredComparison>;
}

const REQUESTS = 2_000;

/** A judged comparison whose truth is known. No clock, no chance: always the same. */
export function makeComparison(planted: Planted = {}): ComparisonRecord {
  const { latencies = { 'capped-50': 1, 'http-agent-50': 1.3 }, twin = 1, rounds = 12, overrides = {} } = planted;
  const [reference = ''] = Object.keys(latencies);
  const twinName = `${reference} again`;
  const order = balancedOrder([...Object.keys(latencies), twinName], rounds, makeRandom(1));
  const random = makeRandom(2);
  const { noise = 0.01, limits = {} } = planted;
  const { load, environment } = { load: makeCase().load, environment: makeRecord().environment };
  const measured: MeasuredComparison = {
    schema: COMPARISON_SCHEMA_NAME,
    id: '2026-03-01T10-00-00-compare-diagnose-loki',
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: '2026-03-01T10:01:20.000Z',
    interrupted: false,
    environment,
    scenario: 'diagnose-loki',
    target: { kind: 'loki', socket: 'tcp', behaviour: {} },
    load: { ...load, requests: REQUESTS, warmupRequests: 1_000 },
    seed: 1,
    reference,
    twin: twinName,
    configurations: Object.keys(latencies).map((name) => ({
      name,
      contrast: false,
      drive: null,
      settings: { ...makeCase().settings, connectionLimit: limits[name] === undefined ? 50 : limits[name] },
    })),
    ceiling: { requestsPerSecond: 10_000, latencyP50Ms: 11, latencyP99Ms: 25, errors: 0 },
    plannedRounds: rounds,
    smallestClaim: 1.18,
    order,
    rounds: order.map((names) => {
      const machine = 1 + 10 * noise * (random() - 0.5);
      const truth = (name: string) => (name === twinName ? twin : (latencies[name] ?? 1));
      return Object.fromEntries(
        names.map((name) => [name, windowOf(truth(name) * machine * (1 + noise * 2 * (random() - 0.5)))]),
      );
    }),
    histograms: Object.fromEntries(
      Object.entries(latencies).map(([name, factor]) => [
        name,
        {
          latency: sampleLatencies(40 * factor),
          queueWait: sampleLatencies(30 * factor),
          firstByte: sampleLatencies(8),
        },
      ]),
    ),
    example: {
      round: 6,
      windows: Object.fromEntries(
        Object.entries(latencies).map(([name, factor], index) => [
          name,
          {
            phases: loads(samplePhases()).map(({ name, startMs, endMs }) => ({ name, startMs, endMs })),
            series: sampleSeries({ peak: 50 + 30 * index, left: 40, medianMs: 40 * factor }),
          },
        ]),
      ),
    },
    micro: {
      measured: Object.entries(latencies).map(([configuration, factor]) => sampleMicro(configuration, factor)),
      missing: [],
    },
    ...overrides,
  };
  // As it would come back from a file.
  return comparisonSchema.parse(JSON.parse(JSON.stringify(judgeComparison(measured))));
}

function sampleMicro(configuration: string, factor: number): Micro {
  const task = { samples: 2_000, meanUs: 100 * factor, p50Us: 90 * factor, p99Us: 300 * factor, rmePercent: 1.2 };
  const batch = { ...task, samples: 500, meanUs: 2_000 * factor, p50Us: 1_900 * factor, p99Us: 4_000 * factor };
  return {
    scenario: 'diagnose-loki',
    configuration,
    node: 'v26.0.0',
    timeMs: 500,
    tasks: [
      { batch: 1, ...task },
      { batch: 50, ...batch },
    ],
  };
}

/** A window whose figures are those of the reference, this many times slower. */
export function windowOf(latency: number): MeasuredComparison['rounds'][number][string] {
  const metrics = {
    ...makeCase().metrics,
    requests: REQUESTS,
    requestsPerSecond: 5_000 / latency,
    errors: 0,
    neverAnswered: 0,
    connectionsOpened: 50,
    connectionsPeak: 50,
    connectionsActivePeak: 50,
    latencyP50Ms: 40 * latency,
    latencyP99Ms: 100 * latency,
    cpuPerRequestMicros: 150,
  };
  return { metrics, failures: [], fellDuring: null, limit: null, lines: null };
}

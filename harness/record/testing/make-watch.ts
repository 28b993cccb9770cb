import type { GaugeKey } from '../../core/gauge-names.ts';
import type { Series } from '../schema.ts';
import { type MeasuredWatch, WATCH_SCHEMA_NAME, type WatchSeriesName } from '../watch.ts';
import { someEnvironment } from './make-record.ts';

type Name = WatchSeriesName | `state.${string}` | GaugeKey;

/** What a test says about a watch; the rest is a healthy pool of five. A line is told by its value at each second. */
export interface WatchOverrides extends Partial<Omit<MeasuredWatch, 'asked' | 'series'>> {
  limit?: number | null;
  everyMs?: number;
  lines?: Partial<Record<Name, ((seconds: number) => number) | undefined>>;
}

export function makeWatch({
  limit = null,
  everyMs = 500,
  lines = {},
  ...overrides
}: WatchOverrides = {}): MeasuredWatch {
  const durationMs = overrides.durationMs ?? 30_000;
  const t = Array.from({ length: Math.floor(durationMs / everyMs) + 1 }, (_, look) => look * everyMs);
  const series = Object.entries({ ...HEALTHY, ...lines }).flatMap(([name, valueAt]) =>
    valueAt ? [[name, { t, v: t.map((tMs) => valueAt(tMs / 1_000)) }] as [string, Series]] : [],
  );
  return {
    schema: WATCH_SCHEMA_NAME,
    id: 'watch-1',
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: new Date(Date.parse('2026-03-01T10:00:00.000Z') + durationMs).toISOString(),
    endedBy: 'time',
    environment: someEnvironment,
    asked: { pids: [4_711], names: [], groups: [], to: '127.0.0.1:3000', limit, forMs: durationMs },
    target: { socket: 'tcp', places: ['127.0.0.1:3000'] },
    durationMs,
    processes: [{ pid: 4_711, name: 'node server.mjs', fromMs: 0, untilMs: null }],
    processesSeen: 1,
    whose: 'these processes',
    ports: { low: 32_768, high: 60_999, reusesTimeWait: false },
    sampling: {
      startIntervalMs: 500,
      intervalMs: everyMs,
      samples: t.length,
      looks: 0,
      costMs: 90,
      elapsedMs: durationMs,
    },
    gauges: [],
    notMeasured: [],
    ...overrides,
    series: Object.fromEntries(series),
  };
}

const HEALTHY: Partial<Record<Name, (seconds: number) => number>> = {
  held: () => 5,
  mostEstablished: () => 5,
  mostLasting: () => 5,
  closeWaitStaying: () => 0,
  opened: () => 0,
  closed: () => 0,
  metOnce: () => 0,
  brief: () => 0,
  unowned: () => 0,
  portsUsed: () => 5,
  'state.established': () => 5,
  'state.close-wait': () => 0,
  'state.time-wait': () => 0,
  descriptors: () => 25,
  threads: () => 11,
  rssBytes: () => 60 * 2 ** 20,
  processes: () => 1,
};

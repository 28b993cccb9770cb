import { encodeHistogram, makeLatencyHistogram } from '../../record/hdr.ts';
import type { RunRecord, Series } from '../../record/schema.ts';
import { StepFold } from '../../record/step-fold.ts';
import { makeGauge, makePhases } from '../../record/testing/make-evidence.ts';
import { makeRecord } from '../../record/testing/make-record.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;
const LOAD_FROM_MS = 30 * SECOND_MS;
const LIMIT = 50;
const MIB = 2 ** 20;
const REQUESTS_PER_LATENCY = 40_000;

/** A run of one case whose load lasts a day, folded as the recorders fold it. No clock, no chance: always the same. */
export function makeDayRun(): RunRecord {
  const open = folded((tMs) => LIMIT - (wave(tMs, 7_919) > 0.98 ? 3 : 0));
  const active = folded((tMs) => Math.round(LIMIT * (0.5 + 0.5 * wave(tMs, 613))));
  const { low, mean } = active.spread(0);
  const lines: Record<string, Series> = {
    'connections.ledger': open.series(0),
    'connections.active': active.series(0),
    'connections.active.low': low,
    'connections.active.mean': mean,
    descriptors: folded((tMs) => 22 + LIMIT + Math.round(wave(tMs, 1_201) * 3)).series(0),
    rssBytes: folded((tMs) => Math.round(90 + 12 * wave(tMs, 3_571) + (30 * tMs) / DAY_MS) * MIB).series(0),
    'gauge.goroutines': folded((tMs) => 12 + Math.round(wave(tMs, 911) * 40)).series(0),
  };
  const phases = makePhases({
    warmup: { startMs: 500, endMs: LOAD_FROM_MS - 500 },
    load: {
      startMs: LOAD_FROM_MS,
      endMs: DAY_MS,
      ledger: {
        opened: 70,
        requests: 400_000_000,
        requestClasses: [{ from: 5_000_000, to: 9_999_999, connections: 70 }],
      },
    },
    close: { startMs: DAY_MS + 200, endMs: DAY_MS + 900 },
  });
  return makeRecord({
    cases: [
      {
        settings: { connectionLimit: LIMIT },
        histograms: { latency: latencies() },
        series: lines,
        evidence: {
          phases,
          gauges: [makeGauge()],
          ceiling: { requestsPerSecond: 9_000, latencyP50Ms: 4, latencyP99Ms: 12, errors: 0 },
        },
      },
    ],
  });
}

/** A step a second, for a day. */
function folded(valueAt: (tMs: number) => number): StepFold {
  const fold = new StepFold({ tickMs: 20 });
  for (let tMs = LOAD_FROM_MS; tMs < DAY_MS; tMs += SECOND_MS) fold.set(tMs, valueAt(tMs));
  return fold;
}

/** From 0 to 1 and back, never twice alike. */
function wave(tMs: number, periodMs: number): number {
  return (Math.sin(tMs / periodMs) + Math.sin(tMs / (periodMs * 3.7))) / 4 + 0.5;
}

function latencies(): string {
  const histogram = makeLatencyHistogram();
  for (let rank = 1; rank < 10_000; rank += 1) {
    const micros = Math.round(4_000 - 3_000 * Math.log(1 - rank / 10_000));
    histogram.recordValueWithCount(micros, REQUESTS_PER_LATENCY);
  }
  return encodeHistogram(histogram);
}

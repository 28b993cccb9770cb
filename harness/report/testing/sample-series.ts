import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../record/hdr.ts';
import type { Series } from '../../record/schema.ts';
import { makePhases } from '../../record/testing/make-evidence.ts';

/** How many connections a sample case has: at most `peak`, and `left` of them once the load is over. */
export interface Shape {
  peak: number;
  left: number;
  medianMs: number;
}

export const LOAD_MS = 6_000;
const STEP_MS = 20;
/** How often the subject is looked at from outside. */
const LOOK_MS = 500;
const MIB = 2 ** 20;
const LENGTHS_MS = {
  baseline: 500,
  warmup: 1_000,
  load: LOAD_MS,
  drain: 1_200,
  collect: 300,
  close: 200,
  exit: 150,
};

/** Phase after phase; the load's window is the one that is given. */
export function samplePhases(ofLoad: Partial<LedgerWindow> = {}): PlayedPhase[] {
  let startMs = 0;
  const parts = Object.entries(LENGTHS_MS).map(([key, lengthMs]) => {
    const times = { startMs, endMs: startMs + lengthMs };
    startMs = times.endMs;
    return [key, key === 'load' ? { ...times, ledger: ofLoad } : times] as const;
  });
  return makePhases(Object.fromEntries(parts));
}

export function sampleSeries({ peak, left }: Shape): Record<string, Series> {
  const open = (phase: string, share: number, tMs: number) =>
    ({
      warmup: Math.round(peak * Math.min(1, share * 1.6)),
      load: peak - (left < peak ? wobble(tMs, peak / 4) : 0),
      drain: share < 0.4 ? peak + Math.round((left - peak) * share * 2.5) : left,
      collect: left,
      close: Math.round(left * (1 - share)),
    })[phase] ?? 0;
  const active = (phase: string, share: number, tMs: number) =>
    phase === 'load' || phase === 'warmup' ? Math.max(0, open(phase, share, tMs) - wobble(tMs * 1.7, peak / 8)) : 0;
  const part = (share: number) => (phase: string, done: number, tMs: number) =>
    Math.round(active(phase, done, tMs) * share * (1 - wobble(tMs * 3, 20) / 100) * 10) / 10;
  return {
    'connections.ledger': step(open),
    'connections.active': step(active),
    'connections.active.low': step((...at) => Math.floor(part(0.6)(...at))),
    'connections.active.mean': step(part(0.9)),
    descriptors: step((phase, share, tMs) => 22 + open(phase, share, tMs), LOOK_MS),
    rssBytes: step(
      (phase, share, tMs) => (58 + open(phase, share, tMs) / 10 + wobble(tMs / 9, 6) + tMs / 900) * MIB,
      LOOK_MS,
    ),
  };
}

/** Latencies around a median with a tail, in the proportions of a real run. */
export function sampleLatencies(medianMs: number): string {
  const histogram = makeLatencyHistogram();
  for (let index = 1; index <= 5_000; index += 1)
    recordLatencyMs(histogram, medianMs * (0.7 + 0.13 * -Math.log(1 - (index - 0.5) / 5_000) * 3));
  return encodeHistogram(histogram);
}

/** A step line with a point where the value changes. */
function step(valueAt: (phase: string, share: number, tMs: number) => number, everyMs = STEP_MS): Series {
  const series: Series = { t: [], v: [] };
  for (const { name, startMs, endMs } of samplePhases()) {
    for (let tMs = startMs; tMs < endMs; tMs += everyMs) {
      const value = valueAt(name, (tMs - startMs) / (endMs - startMs), tMs);
      if (value === series.v.at(-1)) continue;
      series.t.push(tMs);
      series.v.push(value);
    }
  }
  return series;
}

function wobble(tMs: number, height: number): number {
  return Math.round(((Math.sin(tMs / 97) + Math.sin(tMs / 31)) / 4 + 0.5) * height);
}

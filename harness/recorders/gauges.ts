import type { Clock } from '../core/clock.ts';
import { gaugeKey } from '../core/gauge-names.ts';
import type { GaugeCounts, GaugeEvidence } from '../record/evidence/gauges.ts';
import type { Series } from '../record/schema.ts';
import { fillPlaceholders } from '../scenario/placeholders.ts';
import type { GaugeSpec } from '../scenario/types.ts';
import { INTO_LOAD_MS, START_INTERVAL_MS } from './budget.ts';
import { type Answer, ask } from './gauges/ask.ts';
import { Gauge } from './gauges/gauge.ts';
import { readGauge } from './gauges/read.ts';

/** How gauges are asked while something goes on. */
interface Manner {
  /** As often as this, where answers are quick. */
  everyMs: number;
  /** Who is late so often, one time after the other, is not waited for again. */
  lateTimes: number;
}

export const UNDER_LOAD: Manner = { everyMs: 250, lateTimes: 3 };
/** Nobody waits for an answer in a watch, which may outlive a bad minute by hours. */
export const IN_A_WATCH: Manner = { everyMs: START_INTERVAL_MS, lateTimes: Number.POSITIVE_INFINITY };

/**
 * A question is open for at most this share of the time: a profile stops all goroutines of a program, and where answers
 * are late it has enough to do. Most of the time that an answer takes under load is spent waiting for its turn.
 */
const ASK_SHARE = 0.05;

export interface GaugeRecorder extends Disposable {
  /** What the gauges say now, of those that count something; null where one does not answer. */
  look(): Promise<GaugeCounts>;
  /** Plays a load, during which the gauges are asked now and then. */
  during<T>(playLoad: () => Promise<T>): Promise<T>;
  /** Lines over time by 'gauge.NAME'; none of a gauge that was not read under load. */
  series(originMs: number): Record<string, Series>;
  /** What each was asked and what became of it. */
  evidence(): GaugeEvidence[];
}

/**
 * Asks the gauges of a subject from this process, one question at a time, and never while nobody looks and no load is
 * on: to be asked wakes a program. `places` says what its placeholders stand for, once it runs.
 */
export function recordGauges(
  specs: readonly GaugeSpec[],
  places: () => Readonly<Record<string, string>>,
  clock: Clock,
  { everyMs, lateTimes }: Manner,
): GaugeRecorder {
  const gauges = specs.map((spec) => new Gauge(spec, everyMs));
  const patience = new Patience(lateTimes);
  const disposed = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  /** One answer for all gauges at one URL. */
  const askAll = async (stop: AbortSignal, isUnderLoad: boolean) => {
    const counts: GaugeCounts = {};
    for (const [url, there] of Map.groupBy(gauges, ({ spec }) => fillPlaceholders(spec.url, places()))) {
      stop.throwIfAborted();
      const answer = await patience.with(url, () => ask(url, { clock, stop }));
      for (const gauge of there) {
        const reading = 'body' in answer ? readGauge(answer.body, gauge.spec.metric) : answer;
        const value = gauge.take(reading, { nowMs: clock.nowMs(), isUnderLoad });
        if (gauge.isCount()) counts[gauge.spec.name] = value;
      }
    }
    return counts;
  };
  /** After whatever is being asked. */
  const askInTurn = (stop: AbortSignal, isUnderLoad: boolean) => {
    const asked = last.then(() => askAll(stop, isUnderLoad));
    last = asked.catch(() => {});
    return asked;
  };
  /** Until it is disposed of, which gives up what is being asked. */
  const sample = (): Disposable => {
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, disposed.signal]);
    const turn = async () => {
      const startMs = clock.nowMs();
      try {
        await askInTurn(stop, true);
        if (!stop.aborted) cancel = clock.after(nextAskMs(clock.nowMs() - startMs, everyMs), turn);
      } catch (error) {
        if (!stop.aborted) throw error;
      }
    };
    let cancel = clock.after(INTO_LOAD_MS, turn);
    return {
      [Symbol.dispose]() {
        over.abort();
        cancel();
      },
    };
  };

  return {
    look: () => askInTurn(disposed.signal, false),
    async during(playLoad) {
      if (gauges.length === 0) return playLoad();
      using _ = sample();
      return await playLoad();
    },
    series(originMs) {
      const lines = gauges.flatMap((gauge) => {
        const line = gauge.series(originMs);
        return line ? [[gaugeKey(gauge.spec.name), line] as const] : [];
      });
      return Object.fromEntries(lines);
    },
    evidence: () => gauges.map((gauge) => gauge.evidence()),
    [Symbol.dispose]: () => disposed.abort(),
  };
}

/** How long to wait after an answer that took so long. */
export function nextAskMs(tookMs: number, everyMs: number): number {
  return Math.max(everyMs, Math.ceil(tookMs / ASK_SHARE));
}

/** Who does not answer in time is asked a few times more, and not in every look of a case. */
class Patience {
  private readonly lateTimes = new Map<string, number>();
  private readonly mostTimes: number;

  constructor(mostTimes: number) {
    this.mostTimes = mostTimes;
  }

  async with(url: string, askIt: () => Promise<Answer>): Promise<Answer> {
    const times = this.lateTimes.get(url) ?? 0;
    if (times >= this.mostTimes) return { reason: 'it was not asked any more', isLate: true };
    const answer = await askIt();
    this.lateTimes.set(url, 'isLate' in answer && answer.isLate ? times + 1 : 0);
    return answer;
  }
}

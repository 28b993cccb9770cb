import type { Histogram } from 'hdr-histogram-js';
import { type Lost, NOTHING_LOST } from '../core/lost-time.ts';
import type { Failure, RequestTally } from '../record/evidence/requests.ts';
import { encodeHistogram, makeLatencyHistogram, percentileMs, recordLatencyMs } from '../record/hdr.ts';
import { MostOvertaken } from '../record/most-overtaken.ts';
import { type ClockStretch, LongestStretches } from '../record/stretches.ts';
import type { LoadSoFar } from './load-so-far.ts';
import type { Outcome } from './outcome.ts';

const MAX_CODES = 50;

/** The tally of one load, with its stretches on the clock: the start of the case is for others to know. */
export type ClockedTally = Omit<RequestTally, 'noProgress'> & { clockNoProgress: ClockStretch[] };

/** What a tally is given back when the request ends. */
interface StartedRequest {
  startedMs: number;
  /** What `started` has returned. */
  fairlyBefore: number;
}

/**
 * Folds outcomes of requests as they come; what is kept does not grow with their number. A client may keep what it was
 * given for its last request, and with that this: so what is large in it goes with the result.
 */
export class Tally {
  private readonly lost: Lost;
  private latency: Histogram | null = makeLatencyHistogram();
  private readonly statuses: Record<string, number> = {};
  private readonly failures = new Map<string, Failure>();
  private answered = 0;
  private errors = 0;
  private neverAnswered = 0;
  private inFlight = 0;
  private inFlightPeak = 0;
  private readonly noProgress = new LongestStretches();
  private readonly overtaken = new MostOvertaken();
  private endedEver = 0;
  private lastMoveMs = 0;
  private lostAtLastMoveMs = 0;
  private leastMs = Number.POSITIVE_INFINITY;
  private mostMs = 0;

  /** `lost` is what the machine keeps from this process: in that time nobody can make progress. */
  constructor(lost = NOTHING_LOST) {
    this.lost = lost;
  }

  /** A request starts; this returns how many may end before it without having overtaken it. */
  started(nowMs: number): number {
    const fairlyBefore = this.endedEver + this.inFlight;
    if (this.inFlight === 0) this.moved(nowMs, this.lost.totalMs());
    this.inFlight += 1;
    this.inFlightPeak = Math.max(this.inFlightPeak, this.inFlight);
    return fairlyBefore;
  }

  ended(nowMs: number, outcome: Outcome, { startedMs, fairlyBefore }: StartedRequest): void {
    this.inFlight -= 1;
    const lostMs = this.lost.totalMs();
    this.noProgress.addLessLost(this.lastMoveMs, nowMs, lostMs - this.lostAtLastMoveMs);
    this.moved(nowMs, lostMs);
    if (outcome.kind === 'answered') {
      this.answered += 1;
      this.statuses[outcome.status] = (this.statuses[outcome.status] ?? 0) + 1;
      const tookMs = nowMs - startedMs;
      if (this.latency) recordLatencyMs(this.latency, tookMs);
      this.leastMs = Math.min(this.leastMs, tookMs);
      this.mostMs = Math.max(this.mostMs, tookMs);
      const by = this.endedEver - fairlyBefore;
      if (by > 0) this.overtaken.add({ by, tookMs });
    } else if (outcome.kind === 'error') {
      this.errors += 1;
      this.countFailure(outcome.code, outcome.message);
    } else {
      this.neverAnswered += 1;
    }
    this.endedEver += 1;
  }

  soFar(): LoadSoFar {
    const { inFlight, answered, errors, neverAnswered, latency } = this;
    const latencyP99Ms = latency && percentileMs(latency, 99);
    return { inFlight, answered, errors, neverAnswered, latencyP99Ms };
  }

  /** Once, at the end of the load. */
  result(elapsedMs: number): { tally: ClockedTally; latency: string } {
    const { answered, errors, neverAnswered, inFlightPeak, statuses } = this;
    const latency = encodeHistogram(this.latency ?? makeLatencyHistogram());
    this.latency = null;
    const failures = [...this.failures.values()].sort((a, b) => b.count - a.count);
    const tally = {
      answered,
      errors,
      neverAnswered,
      inFlightPeak,
      elapsedMs,
      statuses,
      failures,
      clockNoProgress: this.noProgress.list(),
      overtaken: this.overtaken.list(),
      ...(answered > 0 && { extremes: { leastMs: this.leastMs, mostMs: this.mostMs } }),
    };
    return { tally, latency };
  }

  private moved(nowMs: number, lostMs: number): void {
    this.lastMoveMs = nowMs;
    this.lostAtLastMoveMs = lostMs;
  }

  private countFailure(code: string, example: string): void {
    const key = this.failures.has(code) || this.failures.size < MAX_CODES ? code : 'OTHER';
    const failure = this.failures.get(key) ?? { code: key, count: 0, example };
    failure.count += 1;
    this.failures.set(key, failure);
  }
}

import type { Failure, RequestTally } from '../record/evidence.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';
import type { Outcome } from './outcome.ts';

const MAX_CODES = 50;

/** Shorter stretches are the ordinary time between two answers. */
const STILL_FROM_MS = 100;
const MAX_STILLS = 50;

/** Folds outcomes of requests as they come; what is kept does not grow with their number. */
export class Tally {
  private readonly latency = makeLatencyHistogram();
  private readonly statuses: Record<string, number> = {};
  private readonly failures = new Map<string, Failure>();
  private answered = 0;
  private errors = 0;
  private neverAnswered = 0;
  private inFlight = 0;
  private inFlightPeak = 0;
  private stillMs: number[] = [];
  private lastMoveMs = 0;

  started(nowMs: number): void {
    if (this.inFlight === 0) this.lastMoveMs = nowMs;
    this.inFlight += 1;
    this.inFlightPeak = Math.max(this.inFlightPeak, this.inFlight);
  }

  ended(nowMs: number, outcome: Outcome): void {
    this.inFlight -= 1;
    this.noteStill(nowMs - this.lastMoveMs);
    this.lastMoveMs = nowMs;
    if (outcome.kind === 'answered') {
      this.answered += 1;
      this.statuses[outcome.status] = (this.statuses[outcome.status] ?? 0) + 1;
      recordLatencyMs(this.latency, outcome.tookMs);
    } else if (outcome.kind === 'error') {
      this.errors += 1;
      this.countFailure(outcome.code, outcome.message);
    } else {
      this.neverAnswered += 1;
    }
  }

  result(elapsedMs: number): { tally: RequestTally; latency: string } {
    const { answered, errors, neverAnswered, inFlightPeak, statuses, stillMs } = this;
    const failures = [...this.failures.values()].sort((a, b) => b.count - a.count);
    const tally = { answered, errors, neverAnswered, inFlightPeak, elapsedMs, statuses, failures, stillMs };
    return { tally, latency: encodeHistogram(this.latency) };
  }

  private noteStill(ms: number): void {
    if (ms < STILL_FROM_MS) return;
    this.stillMs = [...this.stillMs, Math.round(ms)].sort((a, b) => b - a).slice(0, MAX_STILLS);
  }

  private countFailure(code: string, example: string): void {
    const key = this.failures.has(code) || this.failures.size < MAX_CODES ? code : 'OTHER';
    const failure = this.failures.get(key) ?? { code: key, count: 0, example };
    failure.count += 1;
    this.failures.set(key, failure);
  }
}

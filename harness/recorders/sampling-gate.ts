import type { Clock } from '../core/clock.ts';

const WINDOW_MS = 10;
/** This many are timed on average; a client that sends fewer has all of its requests timed. */
const MAX_PER_MS = 0.1;
/**
 * While none is timed, one request in this many asks for the time, which would cost each of them more than all else
 * here.
 */
const ONE_IN = 8;

/**
 * Which requests are timed: all while they are few, and where they are many those of a window now and then, spread
 * evenly over the run. While none is timed nobody need listen, which is what costs. No timer: the requests themselves
 * tell the time.
 */
export class SamplingGate {
  private windowStartMs = Number.NEGATIVE_INFINITY;
  /** When what was let through in the last window is paid for. */
  private paidAtMs = Number.NEGATIVE_INFINITY;
  private through = 0;
  /** This many requests are passed by before one asks again. */
  private silent = 0;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Asked for each request when it is sent. */
  lets(): boolean {
    if (this.silent > 0) {
      this.silent -= 1;
      return false;
    }
    const nowMs = this.clock.nowMs();
    if (nowMs >= this.windowStartMs + WINDOW_MS) {
      if (nowMs < this.paidAtMs) {
        this.silent = ONE_IN - 1;
        return false;
      }
      this.windowStartMs = nowMs;
      this.through = 0;
    }
    this.through += 1;
    this.paidAtMs = this.windowStartMs + this.through / MAX_PER_MS;
    return true;
  }
}

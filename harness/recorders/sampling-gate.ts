const WINDOW_MS = 25;
/** So many are timed on average; a client that sends fewer has all of its requests timed. */
const MAX_PER_MS = 0.25;

/**
 * Which requests are timed, from the moments at which they are sent: all while they are few, and where they are many those
 * of a window now and then, spread evenly over the run. While none is timed nobody need listen, which is what costs.
 * No timer: the requests themselves tell the time.
 */
export class SamplingGate {
  private windowStartMs = Number.NEGATIVE_INFINITY;
  /** When what was let through in the last window is paid for. */
  private paidAtMs = Number.NEGATIVE_INFINITY;
  private through = 0;

  lets(nowMs: number): boolean {
    if (nowMs >= this.windowStartMs + WINDOW_MS) {
      if (nowMs < this.paidAtMs) return false;
      this.windowStartMs = nowMs;
      this.through = 0;
    }
    this.through += 1;
    this.paidAtMs = this.windowStartMs + this.through / MAX_PER_MS;
    return true;
  }
}

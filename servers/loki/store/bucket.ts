/** A rate with a burst, as Go's `rate.Limiter.AllowN`: more than the burst is never allowed, and nothing waits. */
export class TokenBucket {
  private readonly bytesPerSecond: number;
  private readonly burstBytes: number;
  private bytes: number;
  private filledMs: number;

  constructor(bytesPerSecond: number, burstBytes: number, nowMs: number) {
    this.bytesPerSecond = bytesPerSecond;
    this.burstBytes = burstBytes;
    this.bytes = burstBytes;
    this.filledMs = nowMs;
  }

  take(bytes: number, nowMs: number): boolean {
    if (this.bytesPerSecond === Number.POSITIVE_INFINITY) return true;
    const gained = (Math.max(0, nowMs - this.filledMs) / 1_000) * this.bytesPerSecond;
    this.bytes = Math.min(this.burstBytes, this.bytes + gained);
    this.filledMs = nowMs;
    if (bytes > this.bytes) return false;
    this.bytes -= bytes;
    return true;
  }
}

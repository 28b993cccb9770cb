import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../harness/record/hdr.ts';

// A histogram takes logarithms for its buckets; answers of less are counted by the microsecond, and handed to it at the
// end.
const SHORT_MICROSECONDS = 2_000;

/** How long the server took for its answers, at next to no cost for each. */
export class ServiceTimes {
  private readonly short = new Uint32Array(SHORT_MICROSECONDS);
  private readonly histogram = makeLatencyHistogram();

  add(ms: number): void {
    const microseconds = Math.round(ms * 1_000);
    if (microseconds < SHORT_MICROSECONDS) this.short[microseconds] = (this.short[microseconds] as number) + 1;
    else recordLatencyMs(this.histogram, ms);
  }

  /** HDR histogram of what was added since the last call; null: nothing. */
  take(): string | null {
    for (const [microseconds, count] of this.short.entries())
      if (count > 0) this.histogram.recordValueWithCount(Math.max(1, microseconds), count);
    const taken = this.histogram.totalCount > 0 ? encodeHistogram(this.histogram) : null;
    this.short.fill(0);
    this.histogram.reset();
    return taken;
  }
}

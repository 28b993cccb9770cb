import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../harness/record/hdr.ts';

/** How long the server took for its answers: a tenth of a microsecond of CPU each, where a request costs a few hundred times that. */
export class ServiceTimes {
  private histogram: ReturnType<typeof makeLatencyHistogram> | undefined;

  add(ms: number): void {
    this.histogram ??= makeLatencyHistogram();
    recordLatencyMs(this.histogram, ms);
  }

  /** HDR histogram of what was added since the last call; null: nothing. */
  take(): string | null {
    const taken = this.histogram && encodeHistogram(this.histogram);
    this.histogram = undefined;
    return taken ?? null;
  }
}

import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

const HOUR_IN_MICROSECONDS = 3_600_000_000;

/** A latency histogram in microseconds, up to an hour, three significant digits. */
export function makeLatencyHistogram(): Histogram {
  return build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: HOUR_IN_MICROSECONDS,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 64,
  });
}

/** Records a latency of `ms` milliseconds; anything longer than an hour counts as an hour. */
export function recordLatencyMs(histogram: Histogram, ms: number): void {
  histogram.recordValue(Math.min(HOUR_IN_MICROSECONDS, Math.max(1, Math.round(ms * 1_000))));
}

/** HDR V2 compressed, base64. */
export function encodeHistogram(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram);
}

export function decodeHistogram(text: string): Histogram {
  return decodeFromCompressedBase64(text, 64);
}

/** Whether it is a histogram of ours, and none that was damaged since. */
export function isHistogram(text: string): boolean {
  try {
    decodeHistogram(text);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds at a percentile (0 to 100); null for an empty histogram. */
export function percentileMs(histogram: Histogram, percentile: number): number | null {
  return histogram.totalCount === 0 ? null : histogram.getValueAtPercentile(percentile) / 1_000;
}

/** All that several encoded histograms hold, as one. */
export function mergeHistograms(texts: readonly string[]): string {
  const merged = makeLatencyHistogram();
  for (const text of texts) merged.add(decodeHistogram(text));
  return encodeHistogram(merged);
}

import type { ComparisonRecord } from '../../record/comparison.ts';
import { decodeHistogram, percentileMs } from '../../record/hdr.ts';

/** Latencies of a configuration, of all its windows; null where none was measured. */
export function histogramOf(
  { histograms }: ComparisonRecord,
  name: string,
  part: 'latency' | 'queueWait' | 'firstByte',
) {
  const text = histograms[name]?.[part];
  const histogram = text === undefined ? null : decodeHistogram(text);
  return histogram && histogram.totalCount > 0 ? histogram : null;
}

/** Milliseconds, one for each of `percents`; none where nothing was measured. */
export function percentilesOf(
  record: ComparisonRecord,
  name: string,
  part: Parameters<typeof histogramOf>[2],
  percents: readonly number[],
): number[] {
  const histogram = histogramOf(record, name, part);
  return histogram ? percents.map((percent) => percentileMs(histogram, percent) ?? 0) : [];
}

import { compareNs, type Nanoseconds } from '../nanoseconds.ts';
import type { Entry, Labels } from './stream.ts';

/** What the limits of lines are about, of several lines together. */
export interface Measure {
  bytes: number;
  /** Of the longest line alone. */
  longestLineBytes: number;
  hasMetadata: boolean;
  oldestNs: Nanoseconds;
  newestNs: Nanoseconds;
}

/** One look at every line, on the path of every push: most lines are a little newer than the one before. */
export function measureEntries(entries: readonly Entry[]): Measure {
  const firstNs = entries[0]?.[0] ?? '0';
  const measure = { bytes: 0, longestLineBytes: 0, hasMetadata: false, oldestNs: firstNs, newestNs: firstNs };
  for (const entry of entries) {
    // Taking an entry apart by a pattern would make an iterator for each.
    const timestampNs = entry[0];
    const metadata = entry.length > 2 ? entry[2] : undefined;
    const lineBytes = Buffer.byteLength(entry[1]);
    measure.bytes += lineBytes;
    if (lineBytes > measure.longestLineBytes) measure.longestLineBytes = lineBytes;
    if (metadata) {
      measure.hasMetadata = true;
      measure.bytes += metadataBytes(metadata);
    }
    if (compareNs(timestampNs, measure.newestNs) >= 0) measure.newestNs = timestampNs;
    else if (compareNs(timestampNs, measure.oldestNs) < 0) measure.oldestNs = timestampNs;
  }
  return measure;
}

/** Bytes of names and values together. */
export function metadataBytes(metadata: Labels): number {
  let bytes = 0;
  for (const name in metadata) bytes += Buffer.byteLength(name) + Buffer.byteLength(metadata[name] ?? '');
  return bytes;
}

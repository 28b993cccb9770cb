import { labelsText } from '../push/labels.ts';
import type { Labels } from '../push/stream.ts';
import { legacyStreams } from '../query/legacy.ts';
import type { Hit } from '../query/search.ts';
import { groupHits } from '../query/streams.ts';
import { formatRfc3339Ns } from '../rfc3339.ts';
import type { TailRequest } from './request.ts';

/** A line that a slow client did not get. */
export interface Dropped {
  timestampNs: string;
  labels: Labels;
}

/** One message of a tail. */
export function frameOf(
  hits: readonly Hit[],
  dropped: readonly Dropped[],
  { format, areCategorized }: Pick<TailRequest, 'format' | 'areCategorized'>,
): object {
  if (format === 'legacy') {
    const entries = dropped.map(({ timestampNs, labels }) => ({
      Timestamp: formatRfc3339Ns(timestampNs),
      Labels: labelsText(labels),
    }));
    return { streams: legacyStreams(hits), dropped_entries: entries.length > 0 ? entries : null };
  }
  return {
    streams: groupHits(hits, areCategorized),
    ...(dropped.length > 0 && {
      dropped_entries: dropped.map(({ timestampNs, labels }) => ({ timestamp: timestampNs, labels })),
    }),
    ...(areCategorized && { encodingFlags: ['categorize-labels'] }),
  };
}

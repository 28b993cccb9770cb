import { formatRfc3339Ns } from '../rfc3339.ts';
import type { Hit } from './search.ts';

interface LegacyStream {
  labels: string;
  entries: { ts: string; line: string }[];
}

/** Hits by stream with labels in one text and times in RFC 3339; structured metadata has no place in it. */
export function legacyStreams(hits: readonly Hit[]): LegacyStream[] {
  const streams = new Map<string, LegacyStream>();
  for (const { stream, entry } of hits) {
    const result = streams.get(stream.text) ?? { labels: stream.text, entries: [] };
    streams.set(stream.text, result);
    result.entries.push({ ts: formatRfc3339Ns(entry[0]), line: entry[1] });
  }
  return [...streams.values()];
}

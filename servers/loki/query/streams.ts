import { labelsText } from '../push/labels.ts';
import type { Entry, Labels } from '../push/stream.ts';
import type { Hit } from './search.ts';

/** A stream of an answer. */
export interface StreamResult {
  stream: Labels;
  values: unknown[];
}

/**
 * Hits by their labels, sorted by these. Structured metadata counts among the labels, as Loki has it, unless the client
 * asked to have it apart (`X-Loki-Response-Encoding-Flags: categorize-labels`).
 */
export function groupHits(hits: readonly Hit[], areCategorized: boolean): StreamResult[] {
  const results = new Map<string, StreamResult>();
  for (const { stream, entry } of hits) {
    const [timestampNs, line, metadata] = entry;
    const labels = metadata && !areCategorized ? { ...metadata, ...stream.labels } : stream.labels;
    const text = labels === stream.labels ? stream.text : labelsText(labels);
    const result = results.get(text) ?? { stream: labels, values: [] };
    results.set(text, result);
    result.values.push(areCategorized ? categorized(entry) : [timestampNs, line]);
  }
  return [...results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result);
}

function categorized([timestampNs, line, metadata]: Entry): unknown[] {
  return [timestampNs, line, metadata && Object.keys(metadata).length > 0 ? { structuredMetadata: metadata } : {}];
}

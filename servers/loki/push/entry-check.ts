import { compareNs, msToNs, type Nanoseconds } from '../nanoseconds.ts';
import type { Limits } from '../options.ts';
import { formatRfc3339S } from '../rfc3339.ts';
import type { Entry, Labels } from './stream.ts';

/** The limits of one moment, ready for many lines. */
export interface EntryLimits {
  limits: Limits;
  oldestNs: Nanoseconds;
  newestNs: Nanoseconds;
}

export function limitsAt(limits: Limits, nowMs: number): EntryLimits {
  return { limits, oldestNs: msToNs(nowMs - limits.maxAgeMs), newestNs: msToNs(nowMs + limits.maxAheadMs) };
}

/** What is wrong with a line by the limits; `text` is what its stream is called in the answer. */
export function findEntryProblem(
  [timestampNs, line, metadata]: Entry,
  text: string,
  { limits, oldestNs, newestNs }: EntryLimits,
): [reason: string, text: string] | null {
  if (compareNs(timestampNs, oldestNs) < 0) {
    const times = `too old: ${formatRfc3339S(timestampNs)}, oldest acceptable timestamp is: ${formatRfc3339S(oldestNs)}`;
    return ['greater_than_max_sample_age', `entry for stream '${text}' has timestamp ${times}`];
  }
  if (compareNs(timestampNs, newestNs) > 0) {
    return ['too_far_in_future', `entry for stream '${text}' has timestamp too new: ${formatRfc3339S(timestampNs)}`];
  }
  if (isLonger(line, limits.maxLineBytes)) {
    const length = Buffer.byteLength(line);
    return [
      'line_too_long',
      `max entry size '${limits.maxLineBytes}' bytes exceeded for stream '${text}' while adding an entry with length '${length}' bytes`,
    ];
  }
  return metadata ? findMetadataProblem(metadata, text, limits) : null;
}

/** Bytes of names and values together. */
export function metadataBytes(metadata: Labels): number {
  let bytes = 0;
  for (const name in metadata) bytes += Buffer.byteLength(name) + Buffer.byteLength(metadata[name] ?? '');
  return bytes;
}

function findMetadataProblem(metadata: Labels, text: string, limits: Limits): [string, string] | null {
  const count = Object.keys(metadata).length;
  if (count === 0) return null;
  if (!limits.allowStructuredMetadata) {
    return [
      'disallowed_structured_metadata',
      `stream '${text}' includes structured metadata, but this feature is disallowed. Please see \`limits_config.allow_structured_metadata\` or contact your Loki administrator to enable it.`,
    ];
  }
  const bytes = metadataBytes(metadata);
  if (bytes > limits.maxStructuredMetadataBytes) {
    return [
      'structured_metadata_too_large',
      `stream '${text}' has structured metadata too large: '${bytes}' bytes, limit: '${limits.maxStructuredMetadataBytes}' bytes. Please see \`limits_config.max_structured_metadata_size\` or contact your Loki administrator to increase it.`,
    ];
  }
  if (count > limits.maxStructuredMetadataEntries) {
    return [
      'structured_metadata_too_many',
      `stream '${text}' has too many structured metadata labels: '${count}', limit: '${limits.maxStructuredMetadataEntries}'. Please see \`limits_config.max_structured_metadata_entries_count\` or contact your Loki administrator to increase it.`,
    ];
  }
  return null;
}

/** A UTF-16 unit is at most three bytes of UTF-8, so that most texts need not be measured. */
function isLonger(text: string, maxBytes: number): boolean {
  return text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes;
}

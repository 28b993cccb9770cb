import { compareNs, msToNs, type Nanoseconds } from '../nanoseconds.ts';
import type { Limits } from '../options.ts';
import { formatRfc3339S } from '../rfc3339.ts';
import { type Measure, metadataBytes } from './measure.ts';
import type { Entry, Labels } from './stream.ts';

/** The limits of one moment, ready for many lines. */
export interface EntryLimits {
  limits: Limits;
  nowMs: number;
  oldestNs: Nanoseconds;
  newestNs: Nanoseconds;
}

export function limitsAt(limits: Limits, nowMs: number): EntryLimits {
  return { limits, nowMs, oldestNs: msToNs(nowMs - limits.maxAgeMs), newestNs: msToNs(nowMs + limits.maxAheadMs) };
}

/** Whether nothing can be wrong with lines of this measure. Structured metadata has to be looked at one by one. */
export function isWithin(measure: Measure, { limits, oldestNs, newestNs }: EntryLimits): boolean {
  return (
    !measure.hasMetadata &&
    measure.longestLineBytes <= limits.maxLineBytes &&
    compareNs(measure.oldestNs, oldestNs) >= 0 &&
    compareNs(measure.newestNs, newestNs) <= 0
  );
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
  const length = Buffer.byteLength(line);
  if (length > limits.maxLineBytes) {
    return [
      'line_too_long',
      `max entry size '${limits.maxLineBytes}' bytes exceeded for stream '${text}' while adding an entry with length '${length}' bytes`,
    ];
  }
  return metadata ? findMetadataProblem(metadata, text, limits) : null;
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

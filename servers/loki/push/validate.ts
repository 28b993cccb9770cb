import { Refusal } from '../answer.ts';
import type { Limits } from '../options.ts';
import { labelsText } from './labels.ts';
import type { Entry, PushedStream } from './stream.ts';

/** Refuses a push with Loki's words where it has nothing to take, or where something in it is over a limit. */
export function validatePush(streams: PushedStream[], limits: Limits): void {
  if (streams.length === 0) throw new Refusal(422, 'error at least one valid stream is required for ingestion');
  const nowMs = Date.now();
  const problems: string[] = [];
  for (const stream of streams) {
    if (stream.entries.length === 0) continue;
    const text = labelsText(stream.labels);
    const problem = findLabelsProblem(stream, text, limits);
    if (problem) problems.push(problem);
    else for (const entry of stream.entries) findEntryProblem(entry, text, nowMs, limits, problems);
  }
  if (problems.length > 0) throw new Refusal(400, problems.join('; '));
}

function findLabelsProblem({ labels }: PushedStream, text: string, limits: Limits): string | undefined {
  const names = Object.keys(labels);
  if (names.length === 0) return 'error at least one label pair is required per stream';
  if (names.length > limits.maxLabelsPerStream) {
    return `entry for stream '${text}' has ${names.length} label names; limit ${limits.maxLabelsPerStream}`;
  }
  for (const name of names) {
    const value = labels[name] ?? '';
    if (isLonger(name, limits.maxLabelNameBytes)) return `stream '${text}' has label name too long: '${name}'`;
    if (isLonger(value, limits.maxLabelValueBytes)) return `stream '${text}' has label value too long: '${value}'`;
  }
  return undefined;
}

function findEntryProblem(entry: Entry, text: string, nowMs: number, limits: Limits, problems: string[]): void {
  const [timestampNs, line] = entry;
  // A number of nanoseconds is exact to 256 ns here, which is no matter for an age in days.
  const timestampMs = Number(timestampNs) / 1e6;
  if (timestampMs < nowMs - limits.maxAgeMs) {
    const oldest = goTime(nowMs - limits.maxAgeMs);
    problems.push(
      `entry for stream '${text}' has timestamp too old: ${goTime(timestampMs)}, oldest acceptable timestamp is: ${oldest}`,
    );
  } else if (timestampMs > nowMs + limits.maxAheadMs) {
    problems.push(`entry for stream '${text}' has timestamp too new: ${goTime(timestampMs)}`);
  } else if (isLonger(line, limits.maxLineBytes)) {
    problems.push(
      `max entry size '${limits.maxLineBytes}' bytes exceeded for stream '${text}' while adding an entry with length '${Buffer.byteLength(line)}' bytes`,
    );
  }
}

/** A UTF-16 unit is at most three bytes of UTF-8, so that most texts need not be measured. */
function isLonger(text: string, maxBytes: number): boolean {
  return text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes;
}

function goTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type MeasuredCase, measuredCaseSchema } from '../record/schema.ts';
import type { SocketKind } from '../scenario/types.ts';

/** What was measured of a pair when it was played, without a verdict: the rules of the day judge it. */
export interface RecordedPair {
  bad: MeasuredCase;
  good: MeasuredCase;
}

/** Beside the pair, one file for each kind of socket. */
export function recordingFile(folder: string, socket: SocketKind): string {
  return path.join(folder, `measured-${socket}.json`);
}

export async function readRecorded(file: string): Promise<RecordedPair> {
  return parseRecorded(await readFile(file, 'utf8'));
}

export function parseRecorded(text: string): RecordedPair {
  const { bad, good } = JSON.parse(text);
  return { bad: measuredCaseSchema.parse(bad), good: measuredCaseSchema.parse(good) };
}

/** Of what the subject printed, only the end tells how it ended. */
const LAST_LINES = 10;

/** Down to what one witness saw of a phase a line each, so that a difference can be read. */
const LINES_TO_DEPTH = 4;
const LINE_LENGTH = 120;

export function recordedText({ bad, good }: RecordedPair): string {
  return `${linesOf({ bad: essenceOf(bad), good: essenceOf(good) })}\n`;
}

/** What checks read; curves, histograms and single connections are for the reports. */
function essenceOf(measured: MeasuredCase): MeasuredCase {
  const { evidence } = measured;
  const phases = evidence.phases.map((phase) => ({ ...phase, ledger: { ...phase.ledger, serviceTimes: null } }));
  const subjectOutput = evidence.subjectOutput.slice(-LAST_LINES);
  const kept = { ...evidence, phases, connections: [], subjectOutput };
  const essence = { ...measured, histograms: {}, series: {}, evidence: kept };
  return JSON.parse(JSON.stringify(measuredCaseSchema.parse(essence)), (_, value) => neutral(value));
}

/** Without what is of the machine on which it was played, and without digits that nobody measures. */
function neutral(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1_000) / 1_000;
  return typeof value === 'string' ? neutralText(value) : value;
}

/** Paths by their last name, ports and process ids not at all. */
export function neutralText(text: string): string {
  return text
    .replaceAll(/(?<![\w.])(?:file:\/\/)?(?!\/proc\/)(?:\/[^\s/:'"()]+)+\/([^\s/:'"()]+)/g, '$1')
    .replaceAll(/\b(127\.0\.0\.1|localhost|\[?::1\]?):\d+/g, '$1')
    .replaceAll(/\(node:\d+\)/g, '(node)');
}

function linesOf(value: unknown, depth = 0): string {
  const line = JSON.stringify(value);
  if (depth >= LINES_TO_DEPTH || line.length <= LINE_LENGTH || !isObject(value)) return line;
  const indent = ' '.repeat(depth);
  if (Array.isArray(value)) return `[\n${value.map((one) => `${indent}${rowOf(one, indent)}`).join(',\n')}\n${indent}]`;
  const parts = Object.entries(value).map(
    ([key, part]) => `${indent} ${JSON.stringify(key)}: ${linesOf(part, depth + 1)}`,
  );
  return `{\n${parts.join(',\n')}\n${indent}}`;
}

/** A row of a list: what is short on its first line, the rest a line each, and nothing that is null. */
function rowOf(row: unknown, indent: string): string {
  if (!isObject(row) || Array.isArray(row)) return JSON.stringify(row);
  const seen = Object.entries(row).filter(([, part]) => part !== null);
  const parts = seen.map(([key, part]) => {
    return `${isObject(part) ? `\n${indent} ` : ''}${JSON.stringify(key)}:${JSON.stringify(part)}`;
  });
  return `{${parts.join(',')}}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

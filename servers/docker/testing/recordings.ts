import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Transcripts of a real dockerd 20.10.24, kept beside the repository.

const DIRECTORY = resolve(import.meta.dirname, '../../../../shared/golden/docker');

export const HAS_RECORDINGS = existsSync(DIRECTORY);

/** For the titles of tests that need them: why they are skipped, where they are. */
export const WITHOUT_RECORDINGS = HAS_RECORDINGS ? '' : ' (skipped: no recordings of a daemon in ../shared/golden)';

/** The files of all recordings. */
export function recordingFiles(): string[] {
  return readdirSync(DIRECTORY);
}

export interface Recording {
  method: string;
  path: string;
  /** The JSON that was sent. */
  sent: string | undefined;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A curl transcript: `>` lines of the request, `<` lines of the answer's head, then the body. */
export function readRecording(name: string): Recording {
  const text = read(`${name}.txt`);
  const [, method = '', path = ''] = /^> (\S+) (\S+) HTTP/m.exec(text) ?? [];
  const sent = / -d (\{.*\}) http:/.exec(text)?.[1];
  const head = [...text.matchAll(/^< (.*)$/gm)].map(([, line = '']) => line.trimEnd());
  const body = text.split(/^\{ \[\d+ bytes data\]\n/m).at(-1) ?? '';
  return { method, path, sent, ...parseHead(head), body: body.includes('### curl') ? '' : body };
}

export interface RawRecording {
  /** What the client sent, in order. */
  sends: string[];
  status: string;
  headers: Record<string, string>;
}

/** A transcript of a socket: `SEND "..."`, and `RECV` with text or a hex dump below. */
export function readRawRecording(name: string): RawRecording {
  const text = read(`${name}.txt`);
  const sends = [...text.matchAll(/SEND (".*")$/gm)].map(([, json = '""']) => JSON.parse(json) as string);
  const received = text.split(/RECV \d+B\n/)[1]?.split(/^\[\+/m)[0] ?? '';
  const isDump = /^0000 /.test(received);
  return { sends, ...parseRawHead(isDump ? undump(received) : received) };
}

/** The JSON objects of a file that stand whole on a line. */
export function readLines(file: string): Record<string, unknown>[] {
  const whole = read(file)
    .split('\n')
    .filter((line) => line.startsWith('{"') && line.endsWith('}'));
  return whole.map((line) => JSON.parse(line));
}

/** Status line and headers of an answer's bytes; what is behind the empty line is left. */
export function parseRawHead(answer: string): { status: string; headers: Record<string, string> } {
  const [status = '', ...lines] = (answer.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/);
  return { status, headers: parseHead([status, ...lines]).headers };
}

function parseHead([status = '', ...lines]: string[]): { status: number; headers: Record<string, string> } {
  const pairs = lines.filter((line) => line.includes(': ')).map((line) => line.split(': ', 2) as [string, string]);
  return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(pairs) };
}

function undump(dump: string): string {
  const bytes = [...dump.matchAll(/^[0-9a-f]{4} ((?: ?[0-9a-f]{2}){1,16})/gm)].map(([, hex = '']) => hex);
  return Buffer.from(bytes.join('').replaceAll(' ', ''), 'hex').toString('latin1');
}

function read(file: string): string {
  return readFileSync(join(DIRECTORY, file), 'utf8');
}

/**
 * Where a value has other keys or types than the recorded one; undefined where it has the same. Each recorded element
 * of an array needs one of its kind, in any order; an empty one says nothing.
 */
export function findMisfit(recorded: unknown, answered: unknown, at = 'body'): string | undefined {
  if (kindOf(recorded) !== kindOf(answered)) return `${at}: ${kindOf(answered)} instead of ${kindOf(recorded)}`;
  if (Array.isArray(recorded) && Array.isArray(answered)) return findMisfitOfArrays(recorded, answered, at);
  if (recorded === null || typeof recorded !== 'object') return undefined;
  const [ours, theirs] = [answered as Record<string, unknown>, recorded as Record<string, unknown>];
  const [ourKeys, theirKeys] = [Object.keys(ours).join(), Object.keys(theirs).join()];
  if (ourKeys !== theirKeys) return `${at}: keys ${ourKeys} instead of ${theirKeys}`;
  return Object.keys(theirs)
    .map((key) => findMisfit(theirs[key], ours[key], `${at}.${key}`))
    .find(Boolean);
}

function findMisfitOfArrays(recorded: unknown[], answered: unknown[], at: string): string | undefined {
  return recorded
    .map((element, index) => {
      const misfits = answered.map((own) => findMisfit(element, own, `${at}[${index}]`));
      return misfits.includes(undefined) ? undefined : (misfits.at(-1) ?? `${at}: nothing`);
    })
    .find(Boolean);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Answer, Daemon } from './testing/daemon.ts';
import {
  findMisfit,
  HAS_RECORDINGS,
  type Recording,
  readRecording,
  recordingFiles,
  WITHOUT_RECORDINGS,
} from './testing/recordings.ts';

// What must have happened before a recorded request is sent.
const none = async () => {};
const withOneoff = async (daemon: Daemon) => void (await replay(daemon, readRecording('create-ok')));
const withExited = async (daemon: Daemon) => {
  await withOneoff(daemon);
  await daemon.ask('POST', '/containers/oneoff/start');
  await daemon.ask('POST', '/containers/oneoff/wait');
};
const withKilled = async (daemon: Daemon) => void (await daemon.ask('POST', '/containers/ttylog/kill'));

const REQUESTS: Record<string, (daemon: Daemon) => Promise<void>> = {
  'create-conflict': none,
  'create-ok': none,
  df: none,
  'events-past': none,
  'exec-create': none,
  'image-inspect': none,
  images: none,
  info: none,
  'inspect-404': none,
  inspect: none,
  'kill-ok': none,
  'logs-404': none,
  'logs-exited': withExited,
  'logs-nostream': none,
  networks: none,
  'path-404': none,
  'ping-get': none,
  'ping-head': none,
  'ping-versioned': none,
  'ps-badfilter': none,
  'ps-filter': none,
  ps: none,
  'rm-ok': withExited,
  'start-ok': withOneoff,
  'stats-nostream': none,
  'stats-oneshot': none,
  'stop-204-304': withKilled,
  top: none,
  'version-noprefix': none,
  'version-toonew': none,
  version: none,
  volumes: none,
  'wait-exited': withExited,
};

// Where recordings that are no single request are replayed, each by its name.
const ELSEWHERE = ['raw-recordings.socket.test.ts', 'routes/events.socket.test.ts'];

describe.skipIf(!HAS_RECORDINGS)(`as recorded${WITHOUT_RECORDINGS}`, () => {
  test('every recording is replayed', () => {
    const texts = ELSEWHERE.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('');
    const isReplayed = (file: string) => {
      const name = file.replace(/\.\w+$/, '');
      return Object.hasOwn(REQUESTS, name) || texts.includes(`'${name}'`) || texts.includes(`'${file}'`);
    };
    expect(recordingFiles().filter((file) => !isReplayed(file))).toEqual([]);
  });

  test.each(Object.entries(REQUESTS))('%s', { concurrent: false }, async (name, prepare) => {
    await using daemon = await Daemon.start({ containers: 2 });
    await prepare(daemon);
    const recording = readRecording(name);
    const answer = await replay(daemon, recording);
    expect(answer.status).toBe(recording.status);
    expect(namedHeaders(answer, recording)).toEqual(steady(recording.headers, recording));
    const recordedJson = jsonOf(recording.body);
    if (recordedJson === undefined)
      expect(sortLines(answer.body)).toEqual(sortLines(recording.method === 'HEAD' ? '' : recording.body));
    else expect(findMisfit(recordedJson, jsonOf(answer.body.toString()))).toBeUndefined();
  });
});

function replay(daemon: Daemon, { method, path, sent }: Recording): Promise<Answer> {
  const isEvents = path.includes('/events?');
  // The recorded times are of another day.
  const livePath = isEvents ? `/v1.41/events?since=1&until=${Math.floor(Date.now() / 1_000) + 0.5}` : path;
  return daemon.ask(method, livePath, sent && JSON.parse(sent));
}

function namedHeaders({ rawHeaders, body }: Answer, recording: Recording): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : []));
  return steady(Object.fromEntries(pairs), recording, body.length);
}

const GO_BUFFER_BYTES = 2_048;

/** Without what differs from day to day. Bodies of another size may be framed the other way. */
function steady(
  headers: Record<string, string>,
  { headers: recorded, body }: Recording,
  length = 0,
): Record<string, string> {
  const { Date: _date, ...rest } = headers;
  const isFramedOtherwise = length > GO_BUFFER_BYTES !== body.length > GO_BUFFER_BYTES && length > 0;
  if (rest['Content-Length']) rest['Content-Length'] = '';
  if (!isFramedOtherwise) return rest;
  const { 'Content-Length': _length, 'Transfer-Encoding': _encoding, ...others } = rest;
  const kept = ['Content-Length', 'Transfer-Encoding'].filter((name) => recorded[name] !== undefined);
  return {
    ...others,
    ...Object.fromEntries(kept.map((name) => [name, name === 'Content-Length' ? '' : (recorded[name] ?? '')])),
  };
}

/** A JSON body, of one value or of lines of them. */
function jsonOf(body: string): unknown {
  const lines = body.trim().split('\n').filter(Boolean);
  if (!/^[[{]/.test(lines[0] ?? '')) return undefined;
  return lines.length === 1 ? JSON.parse(lines[0] ?? '') : lines.map((line) => JSON.parse(line));
}

/** The two streams of a process reach its log in either order. */
function sortLines(body: Buffer | string): string[] {
  return body.toString('latin1').trim().split('\n').sort();
}

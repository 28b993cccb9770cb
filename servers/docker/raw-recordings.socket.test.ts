import { describe, expect, test } from 'vitest';
import { Daemon, nextChunk } from './testing/daemon.ts';
import {
  findMisfit,
  HAS_RECORDINGS,
  parseRawHead,
  readLines,
  readRawRecording,
  readRecording,
  WITHOUT_RECORDINGS,
} from './testing/recordings.ts';
import { Talk } from './testing/talk.ts';

// What was said byte by byte to a real daemon, said again to the mock.

/**
 * Starts the conversation of a recording: its first bytes, on `daemon`, with the exec of `command` where it names one.
 */
async function begin(daemon: Daemon, name: string, command?: string[], stdin = false) {
  const { sends, status, headers } = readRawRecording(name);
  const talk = await Talk.to(daemon.socketPath);
  talk.send(
    Buffer.from(
      (sends[0] ?? '').replace(/exec\/\w+/, `exec/${command && (await createExec(daemon, command, stdin))}`),
      'latin1',
    ),
  );
  const head = parseRawHead(await talk.until(/\r\n\r\n/));
  const sameDate = (all: Record<string, string>) => ({ ...all, ...(all.Date && { Date: '' }) });
  return { talk, sends, status, ours: [head.status, sameDate(head.headers)], recorded: [status, sameDate(headers)] };
}

async function createExec(daemon: Daemon, Cmd: string[], AttachStdin: boolean): Promise<string> {
  const asked = { AttachStdin, AttachStdout: true, AttachStderr: true, Tty: AttachStdin, Cmd };
  return (await daemon.ask('POST', '/containers/logger1/exec', asked)).json<{ Id: string }>().Id;
}

const ONE_FRAME = /.\0\0\0\0\0\0.(out|err) line \d+\n/s;

describe.skipIf(!HAS_RECORDINGS)(`as recorded on a socket${WITHOUT_RECORDINGS}`, () => {
  const options = { containers: 2, linesPerSecond: 40 };

  test('an attach sends frames of what is written from now on', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-attach-upgrade');
    using _closed = talk;
    expect(ours).toEqual(recorded);
    await talk.until(ONE_FRAME);
  });

  test.each(['raw-events-live', 'raw-wait-headers-first'])(
    'the head of %s comes before anything happens',
    async (name) => {
      await using daemon = await Daemon.start(options);
      const { talk, ours, recorded } = await begin(daemon, name);
      using _closed = talk;
      expect(ours).toEqual(recorded);
    },
  );

  test('an exec without an upgrade is a body that ends with the connection', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-exec-noupgrade', ['/bin/sh', '-c', 'echo hi']);
    using _closed = talk;
    expect(ours).toEqual(recorded);
    expect((await talk.untilEnd()).split('\r\n\r\n')[1]).toBe('\x01\0\0\0\0\0\0\x03hi\n');
  });

  test('an exec sends both streams and closes', async () => {
    await using daemon = await Daemon.start(options);
    const command = ['/bin/sh', '-c', 'echo hi; echo oops >&2; exit 5'];
    const { talk, ours, recorded } = await begin(daemon, 'raw-exec-upgrade', command);
    using _closed = talk;
    expect(ours).toEqual(recorded);
    const body = (await talk.untilEnd()).split('\r\n\r\n')[1];
    expect(body).toBe('\x01\0\0\0\0\0\0\x03hi\n\x02\0\0\0\0\0\0\x05oops\n');
  });

  test('an exec that has ended tells how', async () => {
    await using daemon = await Daemon.start(options);
    const id = await createExec(daemon, ['/bin/sh', '-c', 'echo hi; echo oops >&2; exit 5'], false);
    const talk = await Talk.to(daemon.socketPath);
    const { sends } = readRawRecording('raw-exec-upgrade');
    talk.send((sends[0] ?? '').replace(/exec\/\w+/, `exec/${id}`));
    await talk.untilEnd();
    const [recorded] = readLines('exec-inspect-after.txt');
    const answered = await daemon.get<Record<string, unknown>>(`/exec/${id}/json`);
    expect(findMisfit(recorded, answered)).toBeUndefined();
    for (const key of ['Running', 'ExitCode', 'ProcessConfig']) expect(answered[key]).toEqual(recorded?.[key]);
  });

  test('a shell at a terminal greets, echoes, answers and leaves', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded, sends } = await begin(daemon, 'raw-exec-tty-stdin', ['/bin/sh'], true);
    using _closed = talk;
    expect(ours).toEqual(recorded);
    await talk.until(/built-in shell \(ash\)\r\nEnter 'help' for a list of built-in commands\.\r\n\r\n~ # .\[6n$/);
    talk.send(sends[1] ?? '');
    await talk.until(/.\[6necho yo\r\nyo\r\n~ # .\[6n$/);
    talk.send(sends[2] ?? '');
    expect(await talk.untilEnd()).toMatch(/.\[6nexit\r\n$/);
  });

  test.each(['raw-garbage', 'raw-nohost'])('%s is refused in bare text', async (name) => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, name);
    expect(ours).toEqual(recorded);
    expect(await talk.untilEnd()).toMatch(/\r\n\r\n400 Bad Request(: missing required Host header)?$/);
  });

  test('a client’s half-close ends a followed log with its last chunk', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-halfclose-follow');
    expect(ours).toEqual(recorded);
    await talk.until(/[0-9a-f]+\r\n.{8}out line \d+\n\r\n/s);
    talk.finish();
    expect(await talk.untilEnd()).toMatch(/\n\r\n0\r\n\r\n$/);
  });

  test('HTTP/1.0 is answered and closed', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-http10');
    expect(ours).toEqual(recorded);
    expect(await talk.untilEnd()).toMatch(/\r\n\r\nOK$/);
  });

  test('a followed log sends a chunk a frame, with stamps inside', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-logs-follow-mux');
    using _closed = talk;
    expect(ours).toEqual(recorded);
    await talk.until(/\r\n[0-9a-f]+\r\n.\0{6}.\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z (out|err) line \d+\n\r\n/s);
  });

  test('a terminal’s log has no frames, and ends', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-logs-tty');
    using _closed = talk;
    expect(ours).toEqual(recorded);
    await talk.until(/\r\n\r\nf\r\ntty line \d{4}\r\n\r\nf\r\ntty line \d{4}\r\n\r\n0\r\n\r\n$/);
  });

  test('requests in one packet are answered in their order', async () => {
    await using daemon = await Daemon.start(options);
    const { talk, ours, recorded } = await begin(daemon, 'raw-pipeline');
    using _closed = talk;
    expect(ours).toEqual(recorded);
    const text = await talk.until(/OKHTTP.*OK$/s);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  test('streamed statistics compare each second with the one before', async () => {
    await using daemon = await Daemon.start(options);
    const stream = await daemon.open('GET', '/containers/logger1/stats');
    const { status, headers } = readRecording('stats-stream');
    const pairs = stream.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1]]] : []));
    expect({ status: stream.statusCode, ...Object.fromEntries(pairs), Date: '' }).toEqual({
      status,
      ...headers,
      Date: '',
    });
    const lines = [await nextChunk(stream), await nextChunk(stream)].map((line) => JSON.parse(line.toString()));
    stream.destroy();
    expect(findMisfit(readLines('stats-stream.txt').slice(0, 2), lines)).toBeUndefined();
    expect(lines[1].preread).toBe(lines[0].read);
  });
});

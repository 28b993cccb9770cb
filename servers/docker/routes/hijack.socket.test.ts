import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';
import { Talk } from '../testing/talk.ts';

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: tcp\r\n';

async function createExec(daemon: Daemon, options: object): Promise<string> {
  const asked = { AttachStdout: true, AttachStderr: true, ...options };
  return (await daemon.ask('POST', '/containers/logger1/exec', asked)).json<{ Id: string }>().Id;
}

function startRequest(id: string, headers: string, body = '{}'): string {
  return `POST /exec/${id}/start HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n`;
}

test.each([UPGRADE, ''])(
  'the body may come after the head, and a half-close is only the end of stdin (%j)',
  async (headers) => {
    await using daemon = await Daemon.start();
    const id = await createExec(daemon, { Cmd: ['cat'], AttachStdin: true });
    const talk = await Talk.to(daemon.socketPath);
    talk.send(startRequest(id, headers));
    // The body in a packet of its own, as the CLI may send it.
    await new Promise((resolve) => setImmediate(resolve));
    talk.send('{}');
    await talk.until(/\r\n\r\n/);
    talk.send('one').finish();
    const [head, body] = (await talk.untilEnd()).split('\r\n\r\n');
    expect(head).toMatch(headers ? /^HTTP\/1\.1 101 UPGRADED\r\n/ : /^HTTP\/1\.1 200 OK\r\n/);
    expect(head).not.toMatch(/Content-Length|Transfer-Encoding|Date/);
    expect(body).toBe('\x01\0\0\0\0\0\0\x03one');
    await expect.poll(() => daemon.listening.ledger.activeCount).toBe(0);
    expect(await daemon.get(`/exec/${id}/json`)).toMatchObject({ Running: false, ExitCode: 0 });
  },
);

test('output goes on after the client has closed its half', async () => {
  await using daemon = await Daemon.start();
  const id = await createExec(daemon, { Cmd: ['sh', '-c', 'sleep 0.05; echo late'] });
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`${startRequest(id, UPGRADE)}{}`).finish();
  expect(await talk.untilEnd()).toMatch(/late\n$/);
});

test('stdin in the packet of the request is lost, and what comes after the head of the answer is not', async () => {
  await using daemon = await Daemon.start();
  const id = await createExec(daemon, { Cmd: ['cat'], AttachStdin: true });
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`${startRequest(id, UPGRADE)}{}early`);
  await talk.until(/\r\n\r\n/);
  talk.send('late').finish();
  expect((await talk.untilEnd()).split('\r\n\r\n')[1]).toBe('\x01\0\0\0\0\0\0\x04late');
});

test('an exec runs once; the second start says so in the stream, or with 409 when detached', async () => {
  await using daemon = await Daemon.start();
  const id = await createExec(daemon, { Cmd: ['true'] });
  expect((await daemon.ask('POST', `/exec/${id}/start`, { Detach: true })).status).toBe(200);
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`${startRequest(id, UPGRADE)}{}`);
  expect(await talk.untilEnd()).toMatch(new RegExp(`Error: Exec command ${id} has already run\r\n$`));
  const again = await daemon.ask('POST', `/exec/${id}/start`, { Detach: true });
  expect(again).toMatchObject({ status: 409 });
});

test('what cannot be started is refused in JSON before the connection is taken over', async () => {
  await using daemon = await Daemon.start();
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`${startRequest('nope', UPGRADE)}{}`);
  const answer = await talk.untilEnd();
  expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  expect(answer).toContain('{"message":"No such exec instance: nope"}\n');
  expect(await daemon.ask('POST', '/containers/logger1/exec', {})).toMatchObject({ status: 400 });
  expect((await daemon.ask('POST', '/exec/nope/start', 'text')).json()).toHaveProperty('message');
});

test('attaching to nothing is refused in bare text', async () => {
  await using daemon = await Daemon.start();
  for (const headers of [UPGRADE, '']) {
    const talk = await Talk.to(daemon.socketPath);
    talk.send(`POST /containers/nope/attach?stream=1 HTTP/1.1\r\nHost: d\r\n${headers}\r\n`);
    expect(await talk.untilEnd()).toBe(
      'HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nNo such container: nope\r\n',
    );
  }
});

test('an attach with logs and without stream replays the log and closes', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 0.1 });
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`POST /containers/ttylog/attach?logs=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n`);
  expect(await talk.untilEnd()).toMatch(/\r\n\r\n(tty line \d+\r\n)+$/);
});

test('an attach ends with its container, and those who wait hear the exit code', async () => {
  await using daemon = await Daemon.start();
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`POST /containers/logger1/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n`);
  await talk.until(/\r\n\r\n/);
  const waiting = await daemon.open('POST', '/containers/logger1/wait?condition=next-exit');
  await daemon.ask('POST', '/containers/logger1/kill?signal=SIGINT');
  await talk.untilEnd();
  const { value } = await waiting[Symbol.asyncIterator]().next();
  expect(String(value)).toBe('{"Error":null,"StatusCode":130}\n');
});

test('a wish for HTTP/2 is ignored', async () => {
  await using daemon = await Daemon.start();
  using talk = await Talk.to(daemon.socketPath);
  talk.send('GET /_ping HTTP/1.1\r\nHost: d\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n');
  await talk.until(/^HTTP\/1\.1 200 OK.*OK$/s);
});

test('a client that breaks off in the middle leaves nothing behind', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 100 });
  const talk = await Talk.to(daemon.socketPath);
  talk.send(`POST /containers/logger1/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n`);
  await talk.until(/out line/);
  talk.socket.destroy();
  await expect.poll(() => daemon.listening.ledger.openCount).toBe(0);
  expect(daemon.listening.ledger.activeCount).toBe(0);
});

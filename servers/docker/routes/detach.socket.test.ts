import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';
import { Talk } from '../testing/talk.ts';

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: tcp\r\n';
const CTRL_P = '\x10';
const CTRL_Q = '\x11';

async function runCat(daemon: Daemon): Promise<string> {
  const config = { Image: 'alpine', Cmd: ['cat'], Tty: true, OpenStdin: true };
  const { Id } = (await daemon.ask('POST', '/containers/create', config)).json<{ Id: string }>();
  await daemon.ask('POST', `/containers/${Id}/start`);
  return Id;
}

async function attach(daemon: Daemon, id: string, more = ''): Promise<Talk> {
  const talk = await Talk.to(daemon.socketPath);
  const target = `/containers/${id}/attach?stream=1&stdin=1&stdout=1${more}`;
  talk.send(`POST ${target} HTTP/1.1\r\nHost: d\r\n${UPGRADE}\r\n`);
  await talk.until(/\r\n\r\n/);
  return talk;
}

async function startExec(daemon: Daemon, options: object): Promise<{ id: string; talk: Talk }> {
  const asked = { AttachStdin: true, AttachStdout: true, Tty: true, Cmd: ['cat'], ...options };
  const { Id: id } = (await daemon.ask('POST', '/containers/logger1/exec', asked)).json<{ Id: string }>();
  const talk = await Talk.to(daemon.socketPath);
  const body = '{"Tty":true}';
  const head = `POST /exec/${id}/start HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n${UPGRADE}`;
  talk.send(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
  await talk.until(/\r\n\r\n/);
  return { id, talk };
}

/** The actions that were told of a container so far. */
async function actionsOf(daemon: Daemon, id: string): Promise<string[]> {
  // A little ahead: the mock counts in nanoseconds, and what it told within this millisecond belongs to the answer.
  const { body } = await daemon.ask('GET', `/events?until=${(Date.now() + 5) / 1_000}&since=0`);
  const events = body
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return events.filter(({ Actor }) => Actor.ID === id).map(({ Action }) => Action);
}

test.each([
  ['ctrl-p ctrl-q', '', CTRL_P + CTRL_Q],
  ['keys of its own', '&detachKeys=ctrl-x,x', '\x18x'],
])('%s leave an attached container, which goes on running', async (_, more, keys) => {
  await using daemon = await Daemon.start();
  const id = await runCat(daemon);
  const talk = await attach(daemon, id, more);
  talk.send(`one\r${keys}two\r`);
  const seen = await talk.untilEnd();
  expect(seen).toContain('one\r\n');
  expect(seen).not.toContain('two');
  expect(await daemon.get(`/containers/${id}/json`)).toMatchObject({ State: { Running: true } });
  expect(await actionsOf(daemon, id)).toEqual(['create', 'start', 'attach', 'detach']);
  await expect.poll(() => daemon.listening.ledger.activeCount).toBe(0);
  using again = await attach(daemon, id);
  again.send('three\r');
  await again.until(/three\r\nthree\r\n/);
});

test('a first key that no second one follows is typed like any other', async () => {
  await using daemon = await Daemon.start();
  const id = await runCat(daemon);
  using talk = await attach(daemon, id);
  talk.send(CTRL_P);
  talk.send(CTRL_P);
  talk.send('x\r');
  const typed = `${CTRL_P}${CTRL_P}x\r\n`;
  // Shown by the terminal, and written by the program.
  await talk.until(new RegExp(typed + typed));
});

test('an exec goes on after the keys, and ends with its program', async () => {
  await using daemon = await Daemon.start();
  const { id, talk } = await startExec(daemon, { DetachKeys: 'ctrl-]' });
  talk.send('\x1d');
  await talk.untilEnd();
  await expect.poll(() => daemon.listening.ledger.activeCount).toBe(0);
  expect(await daemon.get(`/exec/${id}/json`)).toMatchObject({ Running: true });
  const logger = await daemon.get<{ Id: string }>('/containers/logger1/json');
  expect(await actionsOf(daemon, logger.Id)).toContain('exec_detach');
});

test('an attachment with stdin ends when its client closes its half, and the container goes on', async () => {
  await using daemon = await Daemon.start();
  const id = await runCat(daemon);
  const talk = await attach(daemon, id);
  talk.finish();
  await talk.untilEnd();
  expect(await daemon.get(`/containers/${id}/json`)).toMatchObject({ State: { Running: true } });
});

test('without a terminal the keys are bytes like any other', async () => {
  await using daemon = await Daemon.start();
  const config = { Image: 'alpine', Cmd: ['cat'], OpenStdin: true, StdinOnce: true };
  const { Id } = (await daemon.ask('POST', '/containers/create', config)).json<{ Id: string }>();
  await daemon.ask('POST', `/containers/${Id}/start`);
  const talk = await attach(daemon, Id);
  talk.send(`${CTRL_P}${CTRL_Q}x`).finish();
  expect(await talk.untilEnd()).toContain(`${CTRL_P}${CTRL_Q}x`);
});

test.each(['ctrl-A', 'shift-a', 'ctrl-p,', 'ab'])('keys that have no such name are refused: %s', async (keys) => {
  await using daemon = await Daemon.start();
  const talk = await attach(daemon, 'nope', `&detachKeys=${keys}`);
  expect(await talk.untilEnd()).toMatch(
    new RegExp(`^HTTP/1\\.1 400 Bad Request\r\n.*\r\n\r\nInvalid detach keys \\(${keys}\\) provided\r\n$`, 's'),
  );
  const exec = await daemon.ask('POST', '/containers/logger1/exec', { Cmd: ['cat'], DetachKeys: keys });
  expect([exec.status, exec.json()]).toEqual([500, { message: `Invalid escape keys (${keys}) provided` }]);
});

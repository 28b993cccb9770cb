import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';

const ID = /[0-9a-f]{64}/g;

/** Status and message of an answer, its ids as `<id>`. */
async function refusalOf(daemon: Daemon, method: string, path: string, json?: unknown): Promise<[number, string]> {
  const { status, body } = await daemon.ask(method, path, json);
  const text = body.toString();
  return [status, text ? String(JSON.parse(text).message).replace(ID, '<id>') : ''];
}

const CREATE = { Image: 'tinybb', Cmd: ['sleep', '100'] };

/** A container of each state: `new`, `up`, `paused` and `gone`, which exited. */
async function startWithStates(): Promise<Daemon> {
  const daemon = await Daemon.start({ containers: 1 });
  for (const name of ['new', 'up', 'paused', 'gone'])
    await daemon.ask('POST', `/containers/create?name=${name}`, CREATE);
  for (const path of ['up/start', 'paused/start', 'gone/start', 'paused/pause', 'gone/kill']) {
    await daemon.ask('POST', `/containers/${path}`);
  }
  return daemon;
}

test.each([
  ['POST', '/containers/up/start', 304, ''],
  ['POST', '/containers/gone/stop', 304, ''],
  ['POST', '/containers/new/stop', 304, ''],
  ['POST', '/containers/paused/start', 409, 'cannot start a paused container, try unpause instead'],
  ['POST', '/containers/gone/kill', 409, 'Cannot kill container: gone: Container <id> is not running'],
  ['POST', '/containers/nope/kill', 404, 'Cannot kill container: nope: No such container: nope'],
  ['POST', '/containers/up/kill?signal=FOO', 400, 'Invalid signal: FOO'],
  ['POST', '/containers/up/kill?signal=99', 400, 'Invalid signal: 99'],
  ['POST', '/containers/gone/pause', 409, 'Container <id> is not running'],
  ['POST', '/containers/paused/pause', 409, 'Container <id> is already paused'],
  ['POST', '/containers/up/unpause', 500, 'Container <id> is not paused'],
  ['GET', '/containers/gone/top', 409, 'Container <id> is not running'],
  [
    'POST',
    '/containers/up/rename?name=gone',
    409,
    /^Conflict. The container name "\/gone" is already in use by container "<id>"/,
  ],
  [
    'POST',
    '/containers/up/rename?name=-bad',
    400,
    'Invalid container name (-bad), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
  ],
  ['POST', '/containers/up/rename', 400, 'Neither old nor new names may be empty'],
  [
    'DELETE',
    '/containers/up',
    409,
    'You cannot remove a running container <id>. Stop the container before attempting removal or force remove',
  ],
  [
    'DELETE',
    '/containers/paused',
    409,
    'You cannot remove a paused container <id>. Unpause and then stop the container before attempting removal or force remove',
  ],
  ['POST', '/containers/up/stop?t=abc', 500, 'strconv.Atoi: parsing "abc": invalid syntax'],
  ['POST', '/containers/up/wait?condition=never', 400, 'invalid condition: "never"'],
  ['GET', '/images/nope/json', 404, 'no such image: nope: No such image: nope:latest'],
  ['GET', '/networks/nope', 404, 'network nope not found'],
  ['GET', '/volumes/nope', 404, 'get nope: no such volume'],
  ['GET', '/plugins/nope/json', 404, 'plugin "nope" not found'],
  ['GET', '/exec/nope/json', 404, 'No such exec instance: nope'],
  ['GET', '/containers/json?filters=%7B%22nosuch%22%3A%5B%22x%22%5D%7D', 400, "Invalid filter 'nosuch'"],
  ['GET', '/containers/up/stats?one-shot=1', 400, 'cannot have stream=1 and one-shot=1'],
])('%s %s is answered with %i %s', async (method, path, status, message) => {
  await using daemon = await startWithStates();
  const [answered, said] = await refusalOf(daemon, method, path);
  expect(answered).toBe(status);
  if (typeof message === 'string') expect(said).toBe(message);
  else expect(said).toMatch(message);
});

test.each([
  [undefined, 500, 'EOF'],
  [{ Cmd: ['true'] }, 400, 'No image was specified'],
  [{ Image: 'nosuch', Cmd: ['true'] }, 404, 'No such image: nosuch:latest'],
  [{ Image: 'tinybb' }, 400, 'No command specified'],
  [{ ...CREATE, HostConfig: { NetworkMode: 'nope' } }, 404, 'network nope not found'],
  [{ ...CREATE, Tty: 'yes' }, 500, 'json: cannot unmarshal string into Go struct field .Tty'],
])('a create of %j is answered with %i %s', async (json, status, message) => {
  await using daemon = await Daemon.start({ containers: 1 });
  expect(await refusalOf(daemon, 'POST', '/containers/create', json)).toEqual([status, message]);
});

test('JSON is wanted as JSON', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': 2 };
  const message = await daemon.open('POST', '/containers/create', { body: '{}', headers });
  expect(message.statusCode).toBe(400);
  message.resume();
});

test('a container lives from create to remove', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const { Id } = (await daemon.ask('POST', '/containers/create?name=one', CREATE)).json<{ Id: string }>();
  const state = async () => (await daemon.get<{ State: Record<string, unknown> }>(`/containers/${Id}/json`)).State;
  expect(await state()).toMatchObject({ Status: 'created', Running: false, StartedAt: '0001-01-01T00:00:00Z' });
  await daemon.ask('POST', '/containers/one/start');
  expect(await state()).toMatchObject({ Status: 'running', Running: true, FinishedAt: '0001-01-01T00:00:00Z' });
  await daemon.ask('POST', '/containers/one/pause');
  expect(await state()).toMatchObject({ Status: 'paused', Running: true, Paused: true });
  await daemon.ask('POST', '/containers/one/kill');
  expect(await state()).toMatchObject({ Status: 'exited', Running: false, ExitCode: 137, Pid: 0 });
  expect(await daemon.ask('DELETE', '/containers/one')).toMatchObject({ status: 204 });
  expect(await daemon.ask('GET', '/containers/one/json')).toMatchObject({ status: 404 });
});

test('a wait for the removal ends with it, and tells the exit code', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const asked = { ...CREATE, Cmd: ['sh', '-c', 'exit 9'], HostConfig: { AutoRemove: true } };
  await daemon.ask('POST', '/containers/create?name=brief', asked);
  const waiting = daemon.ask('POST', '/containers/brief/wait?condition=removed');
  await daemon.ask('GET', '/_ping');
  await daemon.ask('POST', '/containers/brief/start');
  expect((await waiting).json()).toEqual({ Error: null, StatusCode: 9 });
  expect(await daemon.ask('GET', '/containers/brief/json')).toMatchObject({ status: 404 });
});

test('what waits, follows and runs in a container ends when the container is removed by force', async () => {
  await using daemon = await Daemon.start({ containers: 2 });
  const waiting = daemon.ask('POST', '/containers/logger1/wait?condition=next-exit');
  const following = daemon.ask('GET', '/containers/logger1/logs?stdout=1&follow=1');
  await expect.poll(() => daemon.listening.ledger.activeCount).toBe(2);
  await daemon.ask('DELETE', '/containers/logger1?force=1');
  expect((await waiting).json()).toMatchObject({ StatusCode: 137 });
  expect((await following).status).toBe(200);
});

test('a prefix of more than one id names nothing', async () => {
  await using daemon = await Daemon.start({ containers: 40 });
  const containers = await daemon.get<{ Id: string }[]>('/containers/json');
  const firstDigits = containers.map(({ Id }) => Id.slice(0, 1));
  const shared = firstDigits.find((digit, at) => firstDigits.indexOf(digit) !== at);
  expect(await refusalOf(daemon, 'GET', `/containers/${shared}/json`)).toEqual([
    500,
    `Multiple IDs found with provided prefix: ${shared}`,
  ]);
});

test.each([
  ['{"status":["exited"]}', ['gone']],
  ['{"status":{"paused":true}}', ['paused']],
  ['{"exited":["137"]}', ['gone']],
  ['{"name":["^/up$"]}', ['up']],
  ['{"before":["up"]}', ['logger1']],
  ['{"since":["up"]}', ['paused']],
  ['{"ancestor":["busybox"]}', []],
  ['{"network":{"none":true}}', ['logger1']],
  ['{"label":["nope"]}', []],
  ['{}', ['paused', 'up', 'logger1']],
  ['null', ['paused', 'up', 'logger1']],
])('the filter %s lists %j', async (filters, names) => {
  await using daemon = await startWithStates();
  const path = `/containers/json?filters=${encodeURIComponent(filters)}`;
  const listed = await daemon.get<{ Names: string[] }[]>(path);
  expect(listed.map(({ Names }) => Names[0]?.slice(1))).toEqual(names);
});

test.each(['0', 'no', 'False', 'none', ''])('all=%j is not all', async (value) => {
  await using daemon = await startWithStates();
  expect(await daemon.get<object[]>(`/containers/json?all=${value}`)).toHaveLength(3);
  expect(await daemon.get<object[]>('/containers/json?all=yes')).toHaveLength(5);
});

test('a stopped container has statistics of nothing, at once', async () => {
  await using daemon = await startWithStates();
  const stats = await daemon.get<Record<string, object>>('/containers/gone/stats?stream=0');
  expect(stats).toMatchObject({ read: '0001-01-01T00:00:00Z', pids_stats: {}, memory_stats: {}, name: '/gone' });
});

test('the socket is for its owner and its group', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  expect((await stat(daemon.socketPath)).mode & 0o777).toBe(0o660);
});

test('a path with empty parts is sent to the clean one, and OPTIONS is empty', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const moved = await daemon.ask('GET', '/v1.41//containers//json?all=1');
  expect(moved).toMatchObject({ status: 301, headers: { location: '/v1.41/containers/json?all=1' } });
  expect(await daemon.ask('OPTIONS', '/containers/json')).toMatchObject({
    status: 200,
    headers: { 'content-length': '0' },
  });
});

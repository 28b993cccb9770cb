import { expect, test } from 'vitest';
import { Daemon, nextChunk, readAnswer } from '../testing/daemon.ts';

const BLOCK = {
  'api-version': '1.41',
  'docker-experimental': 'false',
  ostype: 'linux',
  server: 'Docker/20.10.24+dfsg1 (linux)',
};

test('a ping carries what clients negotiate with, and HEAD has no length to read', async () => {
  await using daemon = await Daemon.start();
  const get = await daemon.ask('GET', '/_ping');
  expect(get.body.toString()).toBe('OK');
  expect(get.headers).toMatchObject({ ...BLOCK, 'content-type': 'text/plain; charset=utf-8', pragma: 'no-cache' });
  expect(get.headers).not.toHaveProperty('connection');
  expect(get.headers).not.toHaveProperty('keep-alive');
  const head = await daemon.ask('HEAD', '/v1.30/_ping');
  expect(head).toMatchObject({ status: 200, headers: { ...BLOCK, 'content-length': '0' } });
});

test('a path answers with and without a version', async () => {
  await using daemon = await Daemon.start();
  for (const path of ['/version', '/v1.41/version', '/v1.24/version', '/v1.41.0/version']) {
    expect(await daemon.get(path)).toMatchObject({ ApiVersion: '1.41', MinAPIVersion: '1.12' });
  }
});

test('a version that is too new or too old is refused in dockerd’s words', async () => {
  await using daemon = await Daemon.start();
  const tooNew = await daemon.ask('GET', '/v1.99/containers/json');
  expect(tooNew.status).toBe(400);
  expect(tooNew.headers).not.toHaveProperty('docker-experimental');
  expect(tooNew.headers['content-type']).toBe('application/json');
  expect(tooNew.body.toString()).toBe(
    '{"message":"client version 1.99 is too new. Maximum supported API version is 1.41"}\n',
  );
  const tooOld = await daemon.ask('GET', '/v1.11/containers/json');
  expect(tooOld.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(tooOld.body.toString()).toContain('client version 1.11 is too old. Minimum supported API version is 1.12');
});

test.each(['/nosuch', '/v1.41/nosuch', '/vabc/version', '/version/', '/'])('%s is an unknown page', async (path) => {
  await using daemon = await Daemon.start();
  const answer = await daemon.ask('GET', path);
  expect(answer.status).toBe(404);
  expect(answer.headers).not.toHaveProperty('server');
  expect(answer.body.toString()).toBe('{"message":"page not found"}\n');
});

test('a wrong method is an unknown page too', async () => {
  await using daemon = await Daemon.start();
  expect((await daemon.ask('DELETE', '/version')).status).toBe(404);
  expect((await daemon.ask('HEAD', '/containers/json')).status).toBe(404);
});

test('the list shows the running containers, newest first, and no more than the limit', async () => {
  await using daemon = await Daemon.start({ containers: 12 });
  const all = await daemon.get<{ Names: string[]; Created: number; State: string }[]>('/containers/json');
  expect(all).toHaveLength(12);
  expect(all.map(({ Created }) => Created)).toEqual(all.map(({ Created }) => Created).sort((a, b) => b - a));
  expect(all.at(-1)?.Names).toEqual(['/logger1']);
  expect(await daemon.get('/containers/json?limit=3')).toHaveLength(3);
  expect(await daemon.ask('GET', '/containers/json?limit=abc')).toMatchObject({ status: 500 });
});

test('the same seed makes the same containers', async () => {
  const ids = await Promise.all(
    [7, 7, 8].map(async (seed) => {
      await using daemon = await Daemon.start({ seed });
      return JSON.stringify((await daemon.get<{ Id: string }[]>('/containers/json')).map(({ Id }) => Id));
    }),
  );
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[2]);
});

test('a container is found by id, short id, name and name with a slash', async () => {
  await using daemon = await Daemon.start();
  const { Id } = await daemon.get<{ Id: string }>('/containers/logger1/json');
  for (const name of [Id, Id.slice(0, 12), 'logger1', '%2Flogger1']) {
    expect(await daemon.get(`/containers/${name}/json`)).toMatchObject({ Id, Name: '/logger1' });
  }
  const missing = await daemon.ask('GET', '/containers/nope/json');
  expect(missing.headers['content-type']).toBe('application/json');
  expect(missing).toMatchObject({ status: 404, headers: BLOCK });
  expect(missing.body.toString()).toBe('{"message":"No such container: nope"}\n');
});

test('logs come in frames, a chunk each, the last lines only, of the streams that are wanted', async () => {
  await using daemon = await Daemon.start();
  const { body, headers } = await daemon.ask('GET', '/containers/logger1/logs?stdout=1&stderr=true&tail=2');
  expect(headers).not.toHaveProperty('content-type');
  const length = body.readUInt32BE(4);
  const [first, second] = [body.subarray(0, 8 + length), body.subarray(8 + length)];
  expect([first[0], second[0]].sort()).toEqual([1, 2]);
  expect(first.subarray(8).toString()).toMatch(/^(out|err) line \d+\n$/);
  expect(second.readUInt32BE(4)).toBe(second.length - 8);
});

test('logs of a terminal have no frames, and stamps have nine digits', async () => {
  await using daemon = await Daemon.start();
  const { body } = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=1&timestamps=1');
  expect(body.toString()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z tty line \d+\r\n$/);
});

test('logs without a stream are refused, a tail that is no number means all', async () => {
  await using daemon = await Daemon.start();
  expect(await daemon.ask('GET', '/containers/logger1/logs')).toMatchObject({ status: 400 });
  const all = await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=abc');
  expect(all.body.toString()).toMatch(/^tty line 0\r\n/);
  expect((await daemon.ask('GET', '/containers/ttylog/logs?stdout=1&tail=0')).body).toHaveLength(0);
});

test('a followed log sends its head at once and each line when it is written', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 50 });
  const following = await daemon.open('GET', '/containers/ttylog/logs?stdout=1&follow=1&tail=0');
  expect(following.statusCode).toBe(200);
  expect((await nextChunk(following)).toString()).toMatch(/^tty line \d+\r\n/);
  following.destroy();
});

test('a followed log that nobody writes still sends its head', async () => {
  await using daemon = await Daemon.start({ linesPerSecond: 0 });
  const following = await daemon.open('GET', '/containers/logger1/logs?stdout=1&follow=1');
  expect(following.headers['transfer-encoding']).toBe('chunked');
  following.destroy();
});

test('a followed log ends at its until, and its connection serves the next request', async () => {
  await using daemon = await Daemon.start();
  const path = `/containers/logger1/logs?stdout=1&follow=1&tail=1&until=${Date.now() / 1_000 + 0.05}`;
  await readAnswer(await daemon.open('GET', path));
  expect(await daemon.ask('GET', '/_ping')).toMatchObject({ status: 200 });
  expect(daemon.listening.ledger.openCount).toBe(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoki, type TestLoki } from './testing/start-loki.ts';

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
});
afterAll(() => loki[Symbol.asyncDispose]());

test('/ready says so with a newline', async () => {
  const { status, headers, text } = await loki.send('/ready');
  expect({ status, text, type: headers.get('content-type') }).toEqual({
    status: 200,
    text: 'ready\n',
    type: 'text/plain; charset=utf-8',
  });
});

test('While it starts it is not ready, says why, and takes requests all the same', async () => {
  await using starting = await startLoki({ limits: { minReadyMs: 15_000_000 } });
  const { status, text } = await starting.send('/ready');
  const why = 'Ingester not ready: waiting for 4h10m after being ready\n';
  expect({ status, text }).toEqual({ status: 503, text: why });
  expect((await starting.send('/loki/api/v1/labels')).status).toBe(200);
  await using started = await startLoki({ limits: { minReadyMs: 50 } });
  await expect.poll(async () => (await started.send('/ready')).status).toBe(200);
});

test('An unknown path is 404 with the text of Go', async () => {
  const { status, text } = await loki.send('/nowhere');
  expect({ status, text }).toEqual({ status: 404, text: '404 page not found\n' });
});

test.each([
  ['GET', '/loki/api/v1/push'],
  ['PUT', '/loki/api/v1/push'],
  ['DELETE', '/loki/api/v1/labels'],
  ['POST', '/ready'],
  ['POST', '/loki/api/v1/status/buildinfo'],
])('%s %s is 405 without a text', async (method, path) => {
  const { status, text } = await loki.send(path, { method });
  expect({ status, text }).toEqual({ status: 405, text: '' });
});

test('No answer carries headers about the connection, as Go sends none', async () => {
  for (const path of ['/ready', '/nowhere', '/loki/api/v1/labels', '/metrics']) {
    const { headers } = await loki.send(path);
    expect([...headers.keys()]).not.toContain('keep-alive');
    expect([...headers.keys()]).not.toContain('connection');
  }
});

test('buildinfo has the keys that Grafana looks at', async () => {
  const { headers, text } = await loki.send('/loki/api/v1/status/buildinfo');
  expect(headers.get('content-type')).toBe('application/json');
  const keys = ['version', 'revision', 'branch', 'buildUser', 'buildDate', 'goVersion'];
  expect(Object.keys(JSON.parse(text))).toEqual(keys);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowNs, startLoki, type TestLoki } from '../testing/start-loki.ts';

const hourNs = 3_600_000_000_000;

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
  await loki.push({
    streams: [
      { stream: { app: 'api', level: 'info' }, values: [[nowNs(), 'x']] },
      { stream: { app: 'web', region: 'eu' }, values: [[nowNs(), 'x']] },
      { stream: { app: 'old' }, values: [[nowNs(-5 * hourNs), 'x']] },
    ],
  });
});
afterAll(() => loki[Symbol.asyncDispose]());

test.each(['labels', 'label'])('/loki/api/v1/%s names the labels of the last hour', async (path) => {
  const data = ['app', 'level', 'region', 'service_name'];
  expect(await loki.ask(`/loki/api/v1/${path}`)).toEqual({ status: 'success', data });
});

test('The values of a label are sorted, and may be of another time or of selected streams', async () => {
  const path = '/loki/api/v1/label/app/values';
  expect((await loki.ask(path)).data).toEqual(['api', 'web']);
  expect((await loki.ask(path, { start: nowNs(-6 * hourNs) })).data).toEqual(['api', 'old', 'web']);
  expect((await loki.ask(path, { since: '6h' })).data).toEqual(['api', 'old', 'web']);
  expect((await loki.ask(path, { query: '{region="eu"}' })).data).toEqual(['web']);
});

test('The key data is left away where there is nothing', async () => {
  expect(await loki.ask('/loki/api/v1/label/none/values')).toEqual({ status: 'success' });
  expect(await loki.ask('/loki/api/v1/label/__proto__/values')).toEqual({ status: 'success' });
  expect(await loki.ask('/loki/api/v1/labels', { end: nowNs(-10 * hourNs) })).toEqual({ status: 'success' });
});

test.each(['match', 'match[]'])('Series are selected by %s, which may be repeated', async (key) => {
  const selectors = ['{app="api"}', '{region=~"e."}'].map((selector) => `${key}=${encodeURIComponent(selector)}`);
  const { text } = await loki.send(`/loki/api/v1/series?${selectors.join('&')}`);
  expect(JSON.parse(text).data).toEqual([
    { app: 'api', level: 'info', service_name: 'api' },
    { app: 'web', region: 'eu', service_name: 'web' },
  ]);
});

test('Series without a selector are all, of none are an empty list, with a wrong one are refused', async () => {
  expect((await loki.ask('/loki/api/v1/series')).data).toHaveLength(2);
  expect((await loki.ask('/api/prom/series', { match: '{}' })).data).toHaveLength(2);
  expect((await loki.ask('/loki/api/v1/series', { match: '{app="none"}' })).data).toEqual([]);
  expect((await loki.ask('/loki/api/v1/series', { match: '{' })).status).toBe(400);
});

test('The old paths answer in their own form', async () => {
  expect(await loki.ask('/api/prom/label')).toEqual({ values: ['app', 'level', 'region', 'service_name'] });
  expect(await loki.ask('/api/prom/label/app/values')).toEqual({ values: ['api', 'web'] });
});

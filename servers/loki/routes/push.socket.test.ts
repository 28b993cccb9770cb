import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowNs, oneStream, startLoki, type TestLoki } from '../testing/start-loki.ts';

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
});
afterAll(() => loki[Symbol.asyncDispose]());

const api = (...values: unknown[]) => oneStream({ app: 'api' }, ...values);
const labelled = (labels: Record<string, unknown>) => oneStream(labels, [nowNs(), 'x']);

test('A push of good lines is 204 with no body and no headers that Go would not send', async () => {
  const { status, headers, text } = await loki.push(api([nowNs(), 'a'], [nowNs(), 'b', { id: '1' }]));
  expect({ status, text }).toEqual({ status: 204, text: '' });
  expect([...headers.keys()]).toEqual(['date']);
});

const NAME = /^couldn't parse labels: 1:\d+: parse error/;
const PARSER = /^loghttp\.PushRequest/;

test.each<[what: string, body: unknown, status: number, words?: RegExp]>([
  ['no streams', { streams: [] }, 422, /^error at least one valid stream is required for ingestion$/],
  ['no key of streams', {}, 422, /at least one valid stream/],
  ['null', null, 422, /at least one valid stream/],
  ['an array', [], 400, /^ReadObject/],
  ['streams that are no array', { streams: 1 }, 400, PARSER],
  ['a stream that is null', { streams: [null] }, 400, PARSER],
  ['only streams without lines', api(), 204],
  ['lines of null', { streams: [{ stream: { app: 'api' }, values: null }] }, 204],
  ['a timestamp that is a number', api([1, 'x']), 400, /Value is string, but can't find closing/],
  ['a timestamp that is not decimal', api(['now', 'x']), 400, /Value looks like Number/],
  ['a timestamp with a fraction', api(['1.5', 'x']), 400, /Value looks like Number/],
  ['a line that is no string', api([nowNs(), 1]), 400, PARSER],
  ['an entry that is no array', api('x'), 400, PARSER],
  ['structured metadata that is no object', api([nowNs(), 'x', 'y']), 400, /Value looks like object/],
  ['structured metadata that is null', api([nowNs(), 'x', null]), 400, /Value looks like object/],
  ['structured metadata that is nested', api([nowNs(), 'x', { a: {} }]), 400, PARSER],
  ['a fourth element, which is ignored', api([nowNs(), 'x', {}, 1]), 204],
  ['an entry of null, which is skipped', api(null, [nowNs(), 'x']), 204],
  ['an entry without a line, which is empty', api([nowNs()]), 204],
  ['an entry of nothing, which is of 1970', api([]), 400, /too old: 1970-01-01T00:00:00Z/],
  ['a label whose value is a number, which is taken for its text', labelled({ a: 5 }), 204],
  ['keys that nobody knows', { ...api([nowNs(), 'x']), more: 1 }, 204],
  ['a stream without labels', labelled({}), 400, /^error at least one label pair is required per stream$/],
  ['a label name with a dash', labelled({ 'a-b': 'x' }), 400, NAME],
  ['a label name that is empty', labelled({ '': 'x' }), 400, NAME],
  ['a label name that begins with a digit', labelled({ '1a': 'x' }), 400, NAME],
])('A push of %s is answered as Loki answers it', async (_, body, expected, words) => {
  const { status, headers, text } = await loki.push(body);
  expect(status).toBe(expected);
  if (!words) return;
  expect(text.at(-1)).toBe('\n');
  expect(text.trimEnd()).toMatch(words);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  ['an empty body', '', 'EOF\n'],
  ['a body that is cut off', '{"streams":[', /^loghttp/],
  ['text', 'hello', /^loghttp/],
])('A push of %s is 400', async (_, body, words) => {
  const { status, text } = await loki.post('/loki/api/v1/push', body, { 'Content-Type': 'application/json' });
  expect(status).toBe(400);
  expect(text).toMatch(words);
});

test('A chunked body needs no Content-Length', async () => {
  const body = new Blob([JSON.stringify(api([nowNs(), 'chunked']))]).stream();
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  expect((await loki.send('/loki/api/v1/push', init)).status).toBe(204);
});

test('The old path takes labels in one text and times in RFC 3339', async () => {
  const entries = [{ ts: new Date().toISOString(), line: 'old' }];
  const body = JSON.stringify({ streams: [{ labels: '{app="legacy"}', entries }] });
  const headers = { 'Content-Type': 'application/json' };
  expect((await loki.post('/api/prom/push', body, headers)).status).toBe(204);
  expect((await loki.lines('{app="legacy"}')).map(({ line }) => line)).toEqual(['old']);
  for (const wrong of ['', '{', '[]', '{"streams":[{"labels":"{","entries":[]}]}', body.replace(/T.*Z/, 'yesterday')]) {
    expect((await loki.post('/api/prom/push', wrong, headers)).status).toBe(400);
  }
  expect((await loki.post('/api/prom/push', '{"streams":[]}', headers)).status).toBe(422);
});

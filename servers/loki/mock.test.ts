import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_BEHAVIOUR } from '../../harness/scenario/defaults.ts';
import { type Listening, listen } from '../listen.ts';
import { makeLokiMock } from './mock.ts';

let loki: Listening;

beforeAll(async () => {
  loki = await listen(makeLokiMock(), { kind: 'loki', socket: 'tcp', behaviour: DEFAULT_BEHAVIOUR.loki }, null);
});
afterAll(() => loki.server.close());

const nowNs = () => `${Date.now()}000000`;
const oneStream = (...values: unknown[]) => ({ streams: [{ stream: { app: 'api' }, values }] });

async function push(body: unknown) {
  const response = await fetch(`${loki.origin}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('A push of good lines is answered with 204, no body and no headers that Go would not send', async () => {
  const { status, headers, text } = await push(oneStream([nowNs(), 'a line'], [nowNs(), 'another', { id: '1' }]));
  expect({ status, text }).toEqual({ status: 204, text: '' });
  expect([...headers.keys()]).toEqual(['date']);
});

test.each([
  ['an empty body', '', 400],
  ['a body that is cut off', '{"streams":[', 400],
  ['an array', '[]', 400],
  ['no streams', { streams: [] }, 422],
  ['only streams without lines', oneStream(), 204],
  ['a timestamp that is a number', oneStream([1, 'x']), 400],
  ['a timestamp that is not decimal', oneStream(['now', 'x']), 400],
  ['a line that is no string', oneStream([nowNs(), 1]), 400],
  ['structured metadata that is no object', oneStream([nowNs(), 'x', 'y']), 400],
  ['structured metadata that is nested', oneStream([nowNs(), 'x', { a: {} }]), 400],
  ['a fourth element, which is ignored', oneStream([nowNs(), 'x', {}, 1]), 204],
  ['an entry of null, which is skipped', oneStream(null, [nowNs(), 'x']), 204],
  ['an entry without a line, which is empty', oneStream([nowNs()]), 204],
  ['an entry of nothing, which is of 1970', oneStream([]), 400],
  [
    'a label whose value is a number, which is taken for its text',
    { streams: [{ stream: { a: 5 }, values: [[nowNs(), 'x']] }] },
    204,
  ],
  ['a stream without labels', { streams: [{ stream: {}, values: [[nowNs(), 'x']] }] }, 400],
  ['a line of 2001', oneStream(['1000000000000000000', 'x']), 400],
  ['a line of tomorrow', oneStream([`${Date.now() + 86_400_000}000000`, 'x']), 400],
  ['a line that is too long', oneStream([nowNs(), 'x'.repeat(256 * 1_024 + 1)]), 400],
])('A push of %s is answered as Loki answers it', async (_, body, expected) => {
  const { status, headers, text } = await push(body);
  expect(status).toBe(expected);
  if (status === 204) return;
  expect(text.endsWith('\n')).toBe(true);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('/ready says so, an unknown path is 404 with the text of Go, a wrong method 405 without one', async () => {
  expect(await (await fetch(`${loki.origin}/ready`)).text()).toBe('ready\n');
  const unknown = await fetch(`${loki.origin}/nowhere`);
  expect([unknown.status, await unknown.text()]).toEqual([404, '404 page not found\n']);
  const wrong = await fetch(`${loki.origin}/loki/api/v1/push`);
  expect([wrong.status, await wrong.text()]).toEqual([405, '']);
});

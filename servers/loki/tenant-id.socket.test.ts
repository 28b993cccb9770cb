import { expect, test } from 'vitest';
import { nowNs, oneStream, startLoki } from './testing/start-loki.ts';

const asTenant = (id: string) => ({ 'X-Scope-OrgID': id });

test('Without auth_enabled the header is not read: there is one tenant', async () => {
  await using loki = await startLoki();
  expect((await loki.push(oneStream({ app: 'a' }, [nowNs(), 'x']), asTenant('one'))).status).toBe(204);
  expect(await loki.lines('{app="a"}', asTenant('two'))).toHaveLength(1);
});

test('With auth_enabled every route of the API wants a tenant, and no other route does', async () => {
  await using loki = await startLoki({ auth: true });
  const paths = ['labels', 'series', 'query', 'query_range', 'label/app/values', 'tail'];
  for (const path of paths) {
    const { status, text } = await loki.send(`/loki/api/v1/${path}`);
    expect({ status, text }).toEqual({ status: 401, text: 'no org id\n' });
  }
  for (const path of ['/loki/api/v1/push', '/api/prom/push', '/otlp/v1/logs']) {
    const { status, text } = await loki.post(path, '{}', { 'Content-Type': 'application/json' });
    expect({ status, text }).toEqual({ status: 401, text: 'no org id\n' });
  }
  for (const path of ['/ready', '/metrics']) expect((await loki.send(path)).status).toBe(200);
});

test('A tenant sees its own lines only', async () => {
  await using loki = await startLoki({ auth: true });
  for (const id of ['one', 'two']) {
    expect((await loki.push(oneStream({ app: 'a' }, [nowNs(), `of ${id}`]), asTenant(id))).status).toBe(204);
  }
  expect(await loki.lines('{app="a"}', asTenant('one'))).toMatchObject([{ line: 'of one' }]);
  expect(await loki.ask('/loki/api/v1/labels', {}, asTenant('three'))).toEqual({ status: 'success' });
});

test.each([
  ['a|b', 'multiple org IDs present\n'],
  ['a/b', "tenant ID 'a/b' contains unsupported character '/'\n"],
  ['..', "tenant ID is '.' or '..'\n"],
  ['x'.repeat(151), 'tenant ID is too long: max 150 characters\n'],
])('The tenant %s is refused', async (id, expected) => {
  await using loki = await startLoki({ auth: true });
  const { status, text } = await loki.push(oneStream({ app: 'a' }, [nowNs(), 'x']), asTenant(id));
  expect({ status, text }).toEqual({ status: 400, text: expected });
});

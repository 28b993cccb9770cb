import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { completeOptions } from '../options.ts';
import { measureEntries } from '../push/measure.ts';
import { nowNs, oneStream, startLoki } from '../testing/start-loki.ts';
import { Store } from './store.ts';

test('What was pushed comes back as it was, in the order of its times', async () => {
  await using loki = await startLoki();
  const lines = ['plain', '', '"quoted" \\ and { braces }', 'línea ✓ 🚀', '\u0000\n\t'];
  await loki.push(oneStream({ app: 'api' }, ...lines.map((line, at) => [nowNs(at), line])));
  expect((await loki.lines('{app="api"}')).map(({ line }) => line)).toEqual(lines);
});

test('A stream gets the label service_name from the label that tells it best', async () => {
  await using loki = await startLoki();
  await loki.push(oneStream({ job: 'j', app: 'a', n: '1' }, [nowNs(), 'x']));
  await loki.push(oneStream({ n: '2' }, [nowNs(), 'x']));
  await loki.push(oneStream({ service_name: 'own', app: 'a', n: '3' }, [nowNs(), 'x']));
  const streams = (await loki.lines('{n=~".+"}')).map(({ stream }) => stream);
  expect(streams.map(({ n, service_name }) => [n, service_name]).sort()).toEqual([
    ['1', 'a'],
    ['2', 'unknown_service'],
    ['3', 'own'],
  ]);
});

test('Pushed with and without the label that the server adds, it is one stream', async () => {
  await using loki = await startLoki();
  await loki.push(oneStream({ app: 'a' }, [nowNs(1), 'one']));
  await loki.push(oneStream({ app: 'a', service_name: 'a' }, [nowNs(2), 'two']));
  await loki.push(oneStream({ app: 'a' }, [nowNs(3), 'three']));
  expect((await loki.lines('{app="a"}')).map(({ line }) => line)).toEqual(['one', 'two', 'three']);
  expect((await loki.ask('/loki/api/v1/series')).data).toEqual([{ app: 'a', service_name: 'a' }]);
});

test('A stream that stands in a push many times is one stream', async () => {
  await using loki = await startLoki({ limits: { maxStreams: 1 } });
  const streams = [1, 2, 3].map((at) => ({ stream: { app: 'pino' }, values: [[nowNs(at), String(at)]] }));
  expect((await loki.push({ streams })).status).toBe(204);
  expect((await loki.lines('{app="pino"}')).map(({ line }) => line)).toEqual(['1', '2', '3']);
});

test('The oldest lines are dropped for room, and streams without lines are forgotten', async () => {
  await using loki = await startLoki({ storeBytes: 10_000 });
  for (let at = 0; at < 100; at += 1) {
    await loki.push(oneStream({ app: at < 50 ? 'early' : 'late' }, [nowNs(at), `line ${at} ${'x'.repeat(300)}`]));
  }
  const kept = (await loki.lines('{app=~".+"}')).map(({ line }) => Number(line.split(' ')[1]));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => 100 - kept.length + at));
  expect((await loki.ask('/loki/api/v1/label/app/values')).data).toEqual(['late']);
});

test('A push that is larger than the store is taken and not kept', async () => {
  await using loki = await startLoki({ storeBytes: 100 });
  expect((await loki.push(oneStream({ app: 'a' }, [nowNs(), 'x'.repeat(200)]))).status).toBe(204);
  expect(await loki.ask('/loki/api/v1/labels')).toEqual({ status: 'success' });
});

test('/metrics counts what came in and what was refused, by tenant', async () => {
  await using loki = await startLoki({ auth: true, limits: { maxLineBytes: 5 } });
  const entries = [
    [nowNs(), '12345'],
    [nowNs(), '123456'],
    [nowNs(), 'é', { a: 'bc' }],
  ];
  await loki.push(oneStream({ app: 'a' }, ...entries), { 'X-Scope-OrgID': 'one' });
  const { headers, text } = await loki.send('/metrics');
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(text).toContain('# TYPE loki_distributor_lines_received_total counter\n');
  expect(text).toContain('loki_distributor_lines_received_total{tenant="one"} 2\n');
  expect(text).toContain('loki_distributor_bytes_received_total{tenant="one"} 10\n');
  expect(text).toContain('loki_discarded_samples_total{reason="line_too_long",tenant="one"} 1\n');
  expect(text).toContain('loki_ingester_memory_streams{tenant="one"} 1\n');
});

test('A client that only asks is not kept, and follows what is pushed later nevertheless', async () => {
  await using loki = await startLoki({ auth: true });
  expect(await loki.ask('/loki/api/v1/labels', {}, { 'X-Scope-OrgID': 'asker' })).toEqual({ status: 'success' });
  expect((await loki.send('/metrics')).text).not.toContain('asker');
  const url = `${loki.origin.replace('http', 'ws')}/loki/api/v1/tail?query={app="a"}`;
  const tail = new WebSocket(url, { headers: { 'X-Scope-OrgID': 'asker' } });
  using _ = { [Symbol.dispose]: () => tail.terminate() };
  await once(tail, 'open');
  const received = once(tail, 'message');
  await loki.push(oneStream({ app: 'a' }, [nowNs(), 'x']), { 'X-Scope-OrgID': 'other' });
  await loki.push(oneStream({ app: 'a' }, [nowNs(), 'y']), { 'X-Scope-OrgID': 'asker' });
  const [message] = await received;
  expect(JSON.parse(String(message)).streams).toMatchObject([{ values: [[expect.any(String), 'y']] }]);
});

test('Of a thousand tenants the one that sent nothing for longest gives way to a new one, before any that has lines', () => {
  const store = new Store(completeOptions({ auth: true }));
  const withLines = store.tenant('with lines');
  const stream = withLines.makeStream('{app="a"}', { app: 'a' }, 0);
  withLines.keep(stream, measureEntries([['1', 'x']]));
  for (let number = 0; number < 999; number += 1) store.tenant(`t${number}`);
  const again = store.tenant('t0');
  for (let number = 0; number < 500; number += 1) store.tenant(`new ${number}`);
  expect(store.tenants.size).toBe(1_000);
  expect(store.tenant('with lines')).toBe(withLines);
  expect(store.tenant('t0')).toBe(again);
  expect(store.tenants.has('t1')).toBe(false);
  expect(store.tenants.has('t998')).toBe(true);
});

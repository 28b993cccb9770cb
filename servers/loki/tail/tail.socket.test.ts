import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { holdTimers } from '../../../harness/core/testing/held-timers.ts';
import { eventually } from '../../../harness/core/testing/patience.ts';
import { nowNs, oneStream, startLoki, type TestLoki } from '../testing/start-loki.ts';

interface Frame {
  streams: { stream: Record<string, string>; values: [timestampNs: string, line: string, more?: object][] }[];
}

/** Follows lines and collects every frame. */
async function follow(loki: TestLoki, parameters: Record<string, string>, path = '/loki/api/v1/tail', headers = {}) {
  const url = `${loki.origin.replace('http', 'ws')}${path}?${new URLSearchParams(parameters)}`;
  const websocket = new WebSocket(url, { headers });
  const frames: Frame[] = [];
  let pings = 0;
  websocket.on('message', (data) => frames.push(JSON.parse(String(data))));
  websocket.on('ping', () => {
    pings += 1;
  });
  await once(websocket, 'open');
  const lines = () => frames.flatMap(({ streams }) => streams.flatMap(({ values }) => values.map(([, line]) => line)));
  return {
    websocket,
    frames,
    lines,
    pings: () => pings,
    [Symbol.dispose]: () => websocket.terminate(),
  };
}

/** The answer to a request to follow that is not taken. */
async function refusal(loki: TestLoki, parameters: Record<string, string>) {
  const websocket = new WebSocket(
    `${loki.origin.replace('http', 'ws')}/loki/api/v1/tail?${new URLSearchParams(parameters)}`,
  );
  const [, response] = await once(websocket, 'unexpected-response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, text };
}

test('A client that follows gets the lines of before and then every new one, once', async () => {
  await using loki = await startLoki();
  await loki.push(oneStream({ app: 'api' }, [nowNs(-2), 'before'], [nowNs(-1), 'filtered']));
  using tail = await follow(loki, { query: '{app="api"} != "filtered"' });
  await expect.poll(tail.lines).toEqual(['before']);
  await loki.push(oneStream({ app: 'web' }, [nowNs(), 'of another stream']));
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'new'], [nowNs(), 'filtered'], [nowNs(), 'newer']));
  await expect.poll(tail.lines).toEqual(['before', 'new', 'newer']);
  expect(tail.frames.at(-1)?.streams[0]?.stream).toEqual({ app: 'api', service_name: 'api' });
  expect(Object.keys(tail.frames.at(-1) ?? {})).toEqual(['streams']);
});

test('Of the lines of before come the newest, as many as are asked for, after the start', async () => {
  await using loki = await startLoki();
  const start = nowNs();
  await loki.push(
    oneStream({ app: 'api' }, [nowNs(-9e9), 'early'], [start, '1'], [nowNs(1e6), '2'], [nowNs(2e6), '3']),
  );
  using all = await follow(loki, { query: '{app="api"}', start });
  using some = await follow(loki, { query: '{app="api"}', start, limit: '2' });
  await expect.poll(all.lines).toEqual(['1', '2', '3']);
  await expect.poll(some.lines).toEqual(['2', '3']);
});

test('Structured metadata comes apart for who asks so', async () => {
  await using loki = await startLoki();
  const headers = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
  using tail = await follow(loki, { query: '{app="api"}' }, '/loki/api/v1/tail', headers);
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'x', { id: '7' }]));
  await expect.poll(() => tail.frames).toHaveLength(1);
  expect(tail.frames[0]?.streams[0]?.values[0]?.[2]).toEqual({ structuredMetadata: { id: '7' } });
});

test('The old path sends its own form', async () => {
  await using loki = await startLoki();
  using tail = await follow(loki, { query: '{app="api"}' }, '/api/prom/tail');
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'x']));
  await expect
    .poll(() => tail.frames)
    .toEqual([
      {
        streams: [{ labels: '{app="api", service_name="api"}', entries: [{ ts: expect.any(String), line: 'x' }] }],
        dropped_entries: null,
      },
    ]);
});

test('The server pings every second', async () => {
  const timers = holdTimers();
  await using loki = await startLoki();
  using tail = await follow(loki, { query: '{app="api"}' });
  timers.advance(999);
  expect(tail.pings()).toBe(0);
  for (const second of [1, 2]) {
    timers.advance(1_000);
    expect(await eventually(tail.pings, (pings) => pings === second)).toBe(second);
  }
});

test('Lines come later for who asks for a delay', async () => {
  const timers = holdTimers();
  await using loki = await startLoki();
  using late = await follow(loki, { query: '{app="api"}', delay_for: '1' });
  using soon = await follow(loki, { query: '{app="api"}' });
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'x']));
  expect(await eventually(soon.lines, (lines) => lines.length > 0)).toEqual(['x']);
  timers.advance(999);
  expect(late.lines()).toEqual([]);
  timers.advance(1);
  expect(await eventually(late.lines, (lines) => lines.length > 0)).toEqual(['x']);
});

test('A client that does not read loses lines and learns which', async () => {
  await using loki = await startLoki();
  using tail = await follow(loki, { query: '{app="api"}' });
  tail.websocket.pause();
  const line = 'x'.repeat(200_000);
  for (let at = 0; at < 150; at += 1) await loki.push(oneStream({ app: 'api' }, [nowNs(at), line]));
  tail.websocket.resume();
  await expect.poll(() => tail.lines().length).toBeGreaterThan(5);
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'the last']));
  await expect.poll(() => tail.lines().at(-1)).toBe('the last');
  const dropped = tail.frames.flatMap((frame) =>
    'dropped_entries' in frame ? (frame.dropped_entries as unknown[]) : [],
  );
  expect(dropped.length + tail.lines().length).toBe(151);
  expect(dropped[0]).toEqual({ timestamp: expect.any(String), labels: { app: 'api', service_name: 'api' } });
});

test('One tail too many is closed with a reason, and one that ended makes room', async () => {
  await using loki = await startLoki({ limits: { maxTails: 1 } });
  const first = await follow(loki, { query: '{app="api"}' });
  using second = await follow(loki, { query: '{app="api"}' });
  const [code, reason] = await once(second.websocket, 'close');
  expect([code, String(reason)]).toEqual([1_011, 'max concurrent tail requests limit exceeded, count > limit (2 > 1)']);
  await loki.push(oneStream({ app: 'api' }, [nowNs(), 'x']));
  first.websocket.close();
  const isTaken = async () => {
    using third = await follow(loki, { query: '{app="api"}' });
    await Promise.race([expect.poll(third.lines).toEqual(['x']), once(third.websocket, 'close')]);
    return third.lines().length > 0;
  };
  await expect.poll(isTaken).toBe(true);
});

test.each([
  [{ query: '{' }, /^parse error at line 1, col 2/],
  [{ query: '{app="a"}', delay_for: '6' }, "delay_for can't be greater than 5"],
  [{ query: '{app="a"}', delay_for: 'x' }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ query: '{app="a"}', limit: '-1' }, 'limit must be a positive value'],
  [{ query: '{app="a"}', start: 'x' }, /^could not parse 'start' parameter/],
])('%j is refused in plain HTTP before there is a websocket', async (parameters, words) => {
  await using loki = await startLoki();
  const { status, text } = await refusal(loki, parameters as unknown as Record<string, string>);
  expect(status).toBe(400);
  expect(text).toMatch(words);
});

test('A request that asks for no websocket is 400, and one that asks to upgrade elsewhere is an ordinary one', async () => {
  await using loki = await startLoki();
  const { status, text, headers } = await loki.send('/loki/api/v1/tail?query={app="a"}');
  expect({ status, text, version: headers.get('sec-websocket-version') }).toEqual({
    status: 400,
    text: 'Bad Request\n',
    version: '13',
  });
  const websocket = new WebSocket(`${loki.origin.replace('http', 'ws')}/ready`);
  const [, response] = await once(websocket, 'unexpected-response');
  expect(response.statusCode).toBe(200);
});

import { expect, test } from 'vitest';
import type { Limits } from '../options.ts';
import { nowNs, oneStream, startLoki } from '../testing/start-loki.ts';

const LABELS = '{app="api", service_name="api"}';

interface Case {
  limits?: Partial<Limits>;
  stream?: Record<string, string>;
  entry?: unknown[];
  status: number;
  text: RegExp | string;
}

const day = 86_400_000_000_000;
const manyLabels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`l${at}`, 'x']));

test.each<[string, Case]>([
  [
    'a line that is too long',
    {
      limits: { maxLineBytes: 5 },
      entry: [nowNs(), '123456'],
      status: 400,
      text: `max entry size '5' bytes exceeded for stream '${LABELS}' while adding an entry with length '6' bytes\n`,
    },
  ],
  [
    'a line whose bytes are too many though its characters are not',
    {
      limits: { maxLineBytes: 5 },
      entry: [nowNs(), 'ééé'],
      status: 400,
      text: /length '6' bytes/,
    },
  ],
  [
    'a line that is too old',
    {
      entry: [nowNs(-8 * day), 'x'],
      status: 400,
      text: /^entry for stream '.*' has timestamp too old: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, oldest acceptable timestamp is: \d{4}-.*Z\n$/,
    },
  ],
  [
    'a line that is too new',
    {
      entry: [nowNs(day), 'x'],
      status: 400,
      text: /^entry for stream '.*' has timestamp too new: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/,
    },
  ],
  ['a line of the year 2262', { entry: ['9223372036854775807', 'x'], status: 400, text: /too new: 2262-04-11/ }],
  ['a line of the year 1677', { entry: ['-9223372036854775808', 'x'], status: 400, text: /too old: 1677-09-21/ }],
  [
    'too many labels',
    {
      stream: manyLabels(16),
      status: 400,
      text: /^entry for stream '\{l0="x", .*\}' has 16 label names; limit 15\n$/,
    },
  ],
  [
    'a label name that is too long',
    {
      stream: { ['n'.repeat(1_025)]: 'x' },
      status: 400,
      text: /^stream '.*' has label name too long: 'n{1025}'\n$/,
    },
  ],
  [
    'a label value that is too long',
    {
      stream: { app: 'v'.repeat(2_049) },
      status: 400,
      text: /^stream '.*' has label value too long: 'v{2049}'\n$/,
    },
  ],
  [
    'structured metadata that is too large',
    {
      entry: [nowNs(), 'x', { key: 'v'.repeat(65_536) }],
      status: 400,
      text: /has structured metadata too large: '65539' bytes, limit: '65536' bytes\. Please see `limits_config/,
    },
  ],
  [
    'too much structured metadata',
    {
      entry: [nowNs(), 'x', manyLabels(129)],
      status: 400,
      text: /has too many structured metadata labels: '129', limit: '128'\. Please see/,
    },
  ],
  [
    'structured metadata where it is not allowed',
    {
      limits: { allowStructuredMetadata: false },
      entry: [nowNs(), 'x', { a: 'b' }],
      status: 400,
      text: /includes structured metadata, but this feature is disallowed/,
    },
  ],
  [
    'more bytes than the tenant may send',
    {
      limits: { ingestionBytesPerSecond: 5, ingestionBurstBytes: 9 },
      entry: [nowNs(), '1234567890'],
      status: 429,
      text: "ingestion rate limit exceeded for user fake (limit: 5 bytes/sec) while attempting to ingest '1' lines totaling '10' bytes, reduce log volume or contact your Loki administrator to see if the limit can be increased\n",
    },
  ],
  [
    'more bytes than a stream may take',
    {
      limits: { streamBytesPerSecond: 3 * 1_024 * 1_024, streamBurstBytes: 9 },
      entry: [nowNs(), '1234567890'],
      status: 429,
      text: /^entry with timestamp \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC ignored, reason: 'Per stream rate limit exceeded \(limit: 3MB\/sec\) while attempting to ingest for stream '\{.*\}' totaling 10B, .*',\nuser 'fake', total ignored: 1 out of 1 for stream: \{app="api", service_name="api"\}\n$/,
    },
  ],
  [
    'more streams than there may be',
    {
      limits: { maxStreams: 0 },
      status: 429,
      text: `maximum active stream limit exceeded when trying to create stream ${LABELS}, reduce the number of active streams (reduce labels or reduce label values), or contact your Loki administrator to see if the limit can be increased, user: 'fake'\n`,
    },
  ],
  [
    'anything while ingestion is blocked',
    {
      limits: { ingestionBlockedUntilMs: Date.UTC(2200, 0, 2, 3, 4, 5, 678) },
      status: 260,
      text: "ingestion blocked for user 'fake' until '2200-01-02T03:04:05Z' with status code '260'\n",
    },
  ],
  [
    'a body that is too large',
    {
      limits: { maxBodyBytes: 50 },
      status: 413,
      text: /^request body too large: message size too large than max \(\d+ vs 50\)\n$/,
    },
  ],
])(
  '%s is refused, nothing of it is stored, and no answer says when to try again',
  async (_, { limits = {}, ...rest }) => {
    await using loki = await startLoki({ limits });
    const { stream = { app: 'api' }, entry = [nowNs(), 'x'] } = rest;
    const { status, text, headers } = await loki.push(oneStream(stream, entry));
    expect(status).toBe(rest.status);
    expect(text).toMatch(rest.text);
    expect(headers.has('retry-after')).toBe(false);
    expect(await loki.lines('{service_name=~".+"}')).toEqual([]);
  },
);

test('Fifteen labels are taken, and the one that the server adds does not count', async () => {
  await using loki = await startLoki();
  const labels = { ...manyLabels(15), service_name: 'x' };
  expect((await loki.push(oneStream(labels, [nowNs(), 'x']))).status).toBe(204);
});

test('Good lines of a push are stored though the answer is an error about the others', async () => {
  await using loki = await startLoki({ limits: { maxLineBytes: 4 } });
  const values = [
    [nowNs(1), 'good'],
    [nowNs(2), 'wrong'],
    [nowNs(3), 'fine'],
    [nowNs(4), 'wrong'],
  ];
  const streams = [
    { stream: { app: 'mixed' }, values },
    { stream: {}, values: [[nowNs(), 'x']] },
  ];
  const { status, text } = await loki.push({ streams });
  expect(status).toBe(400);
  expect(text).toMatch(/^2 errors like: max entry size .*; 1 errors like: error at least one label pair is required/);
  expect((await loki.lines('{app="mixed"}')).map(({ line }) => line)).toEqual(['good', 'fine']);
});

test('A stream that is over its limit leaves the others of the push alone', async () => {
  await using loki = await startLoki({ limits: { maxStreams: 1 } });
  const streams = ['a', 'b', 'a'].map((app, at) => ({ stream: { app }, values: [[nowNs(at), `${app}${at}`]] }));
  expect((await loki.push({ streams })).status).toBe(429);
  expect((await loki.lines('{app=~".+"}')).map(({ line }) => line)).toEqual(['a0', 'a2']);
});

test('Once ingestion is blocked no more, pushes are taken', async () => {
  await using loki = await startLoki({ limits: { ingestionBlockedUntilMs: Date.now() + 100 } });
  const push = () => loki.push(oneStream({ app: 'api' }, [nowNs(), 'x']));
  await expect.poll(async () => (await push()).status).toBe(204);
});

test('A tenant that waited may send again', async () => {
  await using loki = await startLoki({ limits: { ingestionBytesPerSecond: 1_000_000, ingestionBurstBytes: 10 } });
  const push = () => loki.push(oneStream({ app: 'api' }, [nowNs(), '1234567890']));
  await expect.poll(async () => (await push()).status).toBe(204);
  await expect.poll(async () => (await push()).status).toBe(204);
});

test('A push of nothing but wrong lines is not answered with more than was sent', async () => {
  await using loki = await startLoki();
  const values = Array.from({ length: 5_000 }, (_, at) => [String(at * 1_000_000_000), '']);
  const { status, text } = await loki.push(oneStream({ app: 'old' }, ...values));
  expect(status).toBe(400);
  expect(text.length).toBeLessThan(20_000);
});

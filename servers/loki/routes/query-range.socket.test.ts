import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowNs, startLoki, type TestLoki } from '../testing/start-loki.ts';

const START = BigInt(nowNs()) - 60_000_000_000n;
const at = (second: number) => String(START + BigInt(second) * 1_000_000_000n);
const RANGE = '/loki/api/v1/query_range';

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
  const streams = ['api', 'web'].map((app, offset) => ({
    stream: { app },
    values: [0, 1, 2, 3, 4].map((second) => [at(second * 2 + offset), `${app} ${second}`, { id: String(second % 2) }]),
  }));
  await loki.push({ streams });
});
afterAll(() => loki[Symbol.asyncDispose]());

const ask = (parameters: Record<string, string>, headers = {}) =>
  loki.ask(RANGE, { query: '{app=~"api|web"}', start: at(0), end: at(60), ...parameters }, headers);
const linesOf = ({ data }: { data: { result: { values: [string, string][] }[] } }) =>
  data.result.flatMap(({ values }) => values.map(([, line]) => line));

test('Streams come with their labels, sorted, and structured metadata counts among these', async () => {
  const answer = await ask({ query: '{app="api"}', direction: 'forward' });
  expect(answer).toMatchObject({ status: 'success', data: { resultType: 'streams' } });
  expect(answer.data.result).toEqual([
    {
      stream: { app: 'api', id: '0', service_name: 'api' },
      values: [
        [at(0), 'api 0'],
        [at(4), 'api 2'],
        [at(8), 'api 4'],
      ],
    },
    {
      stream: { app: 'api', id: '1', service_name: 'api' },
      values: [
        [at(2), 'api 1'],
        [at(6), 'api 3'],
      ],
    },
  ]);
});

test('Structured metadata comes apart from the labels for who asks so', async () => {
  const headers = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
  const { data } = await ask({ query: '{app="web"}', limit: '1', direction: 'forward' }, headers);
  expect(data.encodingFlags).toEqual(['categorize-labels']);
  expect(data.result).toEqual([
    { stream: { app: 'web', service_name: 'web' }, values: [[at(1), 'web 0', { structuredMetadata: { id: '0' } }]] },
  ]);
});

test('The newest lines of all streams come first unless the oldest are asked for', async () => {
  expect(linesOf(await ask({ limit: '1' }))).toEqual(['web 4']);
  expect(linesOf(await ask({ limit: '3' })).sort()).toEqual(['api 4', 'web 3', 'web 4']);
  expect(linesOf(await ask({ limit: '1', direction: 'FORWARD' }))).toEqual(['api 0']);
});

test('The start belongs to the range and the end does not', async () => {
  const answer = await ask({ start: at(2), end: at(4), direction: 'forward' });
  expect(linesOf(answer).sort()).toEqual(['api 1', 'web 1']);
});

test.each([
  ['nanoseconds', (ns: bigint) => String(ns)],
  ['seconds with a point', (ns: bigint) => (Number(ns / 1_000_000n) / 1_000).toFixed(3)],
  ['RFC 3339', (ns: bigint) => new Date(Number(ns / 1_000_000n)).toISOString()],
])('Times may be given in %s', async (_, format) => {
  const [start, end] = [format(START + 3_900_000_000n), format(START + 5_900_000_000n)];
  expect(linesOf(await ask({ start, end })).sort()).toEqual(['api 2', 'web 2']);
});

test('Without times it is the last hour, or what since says before the end', async () => {
  expect(linesOf(await loki.ask(RANGE, { query: '{app="api"}' }))).toHaveLength(5);
  expect(linesOf(await loki.ask(RANGE, { query: '{app="api"}', since: '1s' }))).toHaveLength(0);
});

test('Lines are filtered', async () => {
  expect(linesOf(await ask({ query: '{app="api"} |~ "[13]" != "3"' }))).toEqual(['api 1']);
});

test('Parameters may stand in a form, and it comes before the URL', async () => {
  const form = String(new URLSearchParams({ query: '{app="web"}', limit: '1' }));
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const { status, text } = await loki.post(`${RANGE}?query={app="api"}&start=${at(0)}`, form, headers);
  expect(status).toBe(200);
  expect(linesOf(JSON.parse(text))).toEqual(['web 4']);
});

test('An answer is JSON with a newline at its end', async () => {
  const { headers, text } = await loki.send(`${RANGE}?query={app="none"}`);
  expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
  expect(text.at(-1)).toBe('\n');
  expect(JSON.parse(text).data.result).toEqual([]);
});

test.each([
  [{ start: at(5), end: at(5) }, 'end timestamp must not be before or equal to start time'],
  [{ start: 'x' }, `could not parse 'start' parameter: strconv.ParseInt: parsing "x": invalid syntax`],
  [{ since: 'x' }, `could not parse 'since' parameter: not a valid duration string: "x"`],
  [{ limit: 'x' }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ limit: '0' }, 'limit must be a positive value'],
  [{ limit: '5001' }, 'max entries limit per query exceeded, limit > max_entries_limit (5001 > 5000)'],
  [{ direction: 'up' }, "invalid direction 'up'"],
  [{ step: 'x' }, 'cannot parse "x" to a valid duration'],
  [{ step: '0' }, 'zero or negative query resolution step widths are not accepted. Try a positive integer'],
  [{ step: '-1s' }, 'cannot parse "-1s" to a valid duration'],
  [
    { step: '1ms' },
    'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
  ],
  [{ start: '1' }, /^the query time range exceeds the limit \(query length: \d+y.*, limit: 30d1h\)$/],
  [{ query: '{' }, /^parse error at line 1, col 2: syntax error/],
] as const)('%j is refused in plain text without a newline', async (parameters, words) => {
  const { status, headers, text } = await ask(parameters);
  expect(status).toBe(400);
  expect(text).toMatch(words);
  expect(text.at(-1)).not.toBe('\n');
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('An instant query for lines is refused, as Loki refuses it', async () => {
  const { status, text } = await loki.ask('/loki/api/v1/query', { query: '{app="api"}' });
  expect(status).toBe(400);
  expect(text).toContain('log queries are not supported as an instant query type');
});

test('The old path answers in its own form', async () => {
  const parameters = { query: '{app="api"}', start: at(0), end: at(60), limit: '1', direction: 'forward' };
  const { streams } = await loki.ask('/api/prom/query', parameters);
  const [{ labels, entries }] = streams;
  expect(labels).toBe('{app="api", service_name="api"}');
  expect(entries).toEqual([{ ts: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), line: 'api 0' }]);
  expect(BigInt(Date.parse(entries[0].ts)) * 1_000_000n).toBe(START - (START % 1_000_000n));
});

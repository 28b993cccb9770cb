import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compressSync } from 'snappy';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PATIENCE_MS } from '../../harness/core/testing/patience.ts';
import { FUZZ_TIMEOUT_MS, holdsForAll, reportTried } from '../fuzz.ts';
import { startLoki, type TestLoki } from './testing/start-loki.ts';

// Whatever comes in: an answer with a status that Loki has for it, and the server lives on.

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

const PUSH_STATUSES = [204, 400, 413, 422];

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki({ limits: { maxAgeMs: Number.POSITIVE_INFINITY, maxAheadMs: Number.POSITIVE_INFINITY } });
});
afterAll(async () => {
  reportTried();
  await loki[Symbol.asyncDispose]();
});

const PUSH_PATHS = ['/loki/api/v1/push', '/api/prom/push', '/otlp/v1/logs'];

async function statusOf(path: string, init: RequestInit): Promise<number> {
  const { status } = await loki.send(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  return status;
}

async function expectAnswered(body: string | Uint8Array, headers: Record<string, string>) {
  for (const path of PUSH_PATHS) {
    const status = await statusOf(path, { method: 'POST', body: body as string, headers });
    expect(PUSH_STATUSES).toContain(status);
  }
}

/** Values that look like a push in every place but those where they do not. */
function almost(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
}

const name = fc.oneof(
  fc.constantFrom('app', 'level', '__proto__', 'constructor', 'toString', 'service_name'),
  fc.string(),
);
const labels = almost(fc.dictionary(name, almost(fc.string()), { maxKeys: 4 }));
const time = almost(
  fc.oneof(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String), fc.constant('007'), fc.string()),
);
const entry = almost(
  fc.tuple(time, almost(fc.string({ unit: 'binary' })), labels).map((all) => all.slice(0, 2 + (all.length % 2))),
);
const jsonPush = fc.record({
  streams: almost(fc.array(almost(fc.record({ stream: labels, values: almost(fc.array(entry)) })))),
});
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.record({ stringValue: almost(fc.string()) }),
    fc.record({ intValue: almost(fc.bigInt().map(String)) }),
    fc.record({ arrayValue: almost(fc.record({ values: fc.array(tie('value'), { maxLength: 3 }) })) }),
    fc.record({
      kvlistValue: almost(
        fc.record({ values: fc.array(fc.record({ key: name, value: tie('value') }), { maxLength: 3 }) }),
      ),
    }),
  ),
})).value;
const attributes = almost(fc.array(fc.record({ key: almost(name), value: anyValue }), { maxLength: 4 }));
const record = fc.record({ timeUnixNano: time, body: anyValue, attributes, severityNumber: almost(fc.nat()) });
const otlpPush = fc.record({
  resourceLogs: almost(
    fc.array(
      fc.record({
        resource: fc.record({ attributes }),
        scopeLogs: fc.array(fc.record({ logRecords: fc.array(record) })),
      }),
    ),
  ),
});

test('Any text as JSON is answered', async () => {
  const headers = { 'Content-Type': 'application/json' };
  await holdsForAll(fc.asyncProperty(fc.string({ unit: 'binary' }), (text) => expectAnswered(text, headers)));
});

test('JSON that is almost a push is answered, also when it is cut off', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const body = fc.tuple(fc.oneof(jsonPush, otlpPush), fc.double({ min: 0.5, max: 1.5, noNaN: true }));
  await holdsForAll(
    fc.asyncProperty(body, async ([value, share]) => {
      const text = JSON.stringify(value);
      await expectAnswered(text.slice(0, Math.ceil(text.length * share)), headers);
    }),
  );
});

test('Any bytes as protobuf are answered: bare, in snappy, in gzip around it', async () => {
  const headers = { 'Content-Type': 'application/x-protobuf' };
  await holdsForAll(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await expectAnswered(bytes, headers);
      await expectAnswered(new Uint8Array(compressSync(bytes)), headers);
      await expectAnswered(new Uint8Array(gzipSync(compressSync(bytes))), { ...headers, 'Content-Encoding': 'gzip' });
    }),
  );
});

test('Good compressed bodies with some bytes changed are answered', async () => {
  const good = compressSync(
    Buffer.from([10, 20, 10, 7, 123, 97, 61, 34, 98, 34, 125, 18, 9, 10, 2, 8, 1, 18, 3, 97, 98, 99]),
  );
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
  await holdsForAll(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = new Uint8Array(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      await expectAnswered(bytes, { 'Content-Type': 'application/x-protobuf' });
      const zipped = new Uint8Array(gzipSync(good));
      for (const [at, byte] of changes) zipped[at] = byte;
      await expectAnswered(zipped, { 'Content-Type': 'application/x-protobuf', 'Content-Encoding': 'gzip' });
    }),
  );
});

test('Any values in the headers of a push are answered', async () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('gzip', 'deflate', 'zstd', 'application/json', 'a/b; c=d', ';', '/'),
  );
  const text = value.map((wild) => wild.replace(/[^\x20-\x7e]/g, '?').trim());
  await holdsForAll(
    fc.asyncProperty(text, text, (type, encoding) => {
      return expectAnswered('{"streams":[]}', { 'Content-Type': type, 'Content-Encoding': encoding });
    }),
  );
});

const logql = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        'app',
        '=',
        '=~',
        '!~',
        '!=',
        '"a"',
        '`b`',
        '|=',
        '|~',
        '"(a+)+$"',
        ' ',
        ',',
        'or',
        '"[',
        '\\',
      ),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('Any query with any parameters is answered', async () => {
  const paths = ['query_range', 'query', 'labels', 'series', 'label/app/values', 'tail'].map(
    (path) => `/loki/api/v1/${path}`,
  );
  const parameter = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom('1h', 'forward', '-1'),
  );
  const parameters = fc.record(
    {
      start: parameter,
      end: parameter,
      limit: parameter,
      direction: parameter,
      step: parameter,
      since: parameter,
      delay_for: parameter,
    },
    { requiredKeys: [] },
  );
  await holdsForAll(
    fc.asyncProperty(
      fc.oneof(
        logql,
        logql.map((more) => `{app=~".+"} ${more}`),
      ),
      parameters,
      async (query, others) => {
        const search = new URLSearchParams({ query, 'match[]': query, ...others });
        for (const path of [...paths, '/api/prom/query']) {
          expect([200, 400]).toContain(await statusOf(`${path}?${search}`, {}));
        }
      },
    ),
  );
});

test.each([
  ['a nest of arrays', '['.repeat(200_000)],
  ['a nest of objects', '{"streams":'.repeat(100_000)],
  [
    'a nest in a value of OTLP',
    `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${'{"arrayValue":{"values":['.repeat(50_000)}${']}}'.repeat(50_000)}}]}]}]}`,
  ],
])('%s of JSON is answered', async (_, body) => {
  await expectAnswered(body, { 'Content-Type': 'application/json' });
});

test('A nest in protobuf is answered', async () => {
  // From the innermost field outwards, each with the length of what is in it.
  const tags = [...Array.from({ length: 20_000 }, () => [10, 42]).flat(), 42, 18, 18, 10];
  const heads: Buffer[] = [];
  let bytes = 0;
  for (const tag of tags) {
    const head = Buffer.concat([Buffer.from([tag]), varint(bytes)]);
    heads.push(head);
    bytes += head.length;
  }
  await expectAnswered(new Uint8Array(Buffer.concat(heads.reverse())), { 'Content-Type': 'application/x-protobuf' });
});

test('A nest in a query is answered', async () => {
  const query = `{app="a"} ${'|= "x" '.repeat(50_000)}`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const init = { method: 'POST', body: String(new URLSearchParams({ query })), headers };
  expect([200, 400]).toContain(await statusOf('/loki/api/v1/query_range', init));
});

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

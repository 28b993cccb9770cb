import { gzipSync, zstdCompressSync } from 'node:zlib';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowNs, startLoki, type TestLoki } from '../testing/start-loki.ts';

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki({ limits: { maxLineBytes: 5_000 } });
});
afterAll(() => loki[Symbol.asyncDispose]());

const LOGS = '/otlp/v1/logs';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PROTOBUF_TYPE = { 'Content-Type': 'application/x-protobuf' };
const Status = protobuf
  .parse('syntax = "proto3"; message Status { int32 code = 1; string message = 2; }')
  .root.lookupType('Status');

/** The message of an error in protobuf, which is all that it says. */
async function refusal(body: string | Uint8Array, headers: Record<string, string>) {
  const answer = await loki.post(LOGS, body, headers);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  return { status: answer.status, ...Status.decode(answer.bytes).toJSON() };
}

function logs(service: string, record: object, more: object = {}) {
  const attributes = [{ key: 'service.name', value: { stringValue: service } }];
  const logRecords = [{ timeUnixNano: nowNs(), body: { stringValue: 'a line' }, ...record }];
  return JSON.stringify({ resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords, ...more }] }] });
}

test('A record becomes a line whose attributes are structured metadata', async () => {
  const scope = { name: 'lib', version: '1.2', attributes: [{ key: 'scope.key', value: { boolValue: true } }] };
  const attributes = [
    { key: 'http.status', value: { intValue: '200' } },
    { key: 'ratio', value: { doubleValue: 0.5 } },
    { key: 'map', value: { kvlistValue: { values: [{ key: 'in.ner', value: { intValue: 7 } }] } } },
    { key: 'list', value: { arrayValue: { values: [{ intValue: 1 }, { stringValue: 'two' }, {}] } } },
    { key: 'raw', value: { bytesValue: 'AAEC' } },
    { key: '1st', value: { stringValue: 'x' } },
    { key: 'none', value: {} },
  ];
  const ids = { traceId: '5b8aa5a2d2c872e8321cf37308d69df2', spanId: '051581bf3cb55c13' };
  const more = { severityNumber: 9, severityText: 'INFO', observedTimeUnixNano: '1700000000000000000', flags: 1 };
  const body = logs('record', { attributes, ...ids, ...more, droppedAttributesCount: 2, unknown: 1 }, { scope });
  expect(await loki.post(LOGS, body, JSON_TYPE)).toMatchObject({ status: 204, text: '' });
  expect(await loki.lines('{service_name="record"}')).toEqual([
    {
      line: 'a line',
      stream: {
        service_name: 'record',
        http_status: '200',
        ratio: '0.5',
        map_in_ner: '7',
        list: '[1,"two",null]',
        raw: 'AAEC',
        key_1st: 'x',
        none: '',
        observed_timestamp: '1700000000000000000',
        severity_number: '9',
        severity_text: 'INFO',
        dropped_attributes_count: '2',
        flags: '1',
        trace_id: ids.traceId,
        span_id: ids.spanId,
        scope_key: 'true',
        scope_name: 'lib',
        scope_version: '1.2',
      },
    },
  ]);
});

test('Of a resource some attributes become labels and the others structured metadata', async () => {
  const attributes = [
    { key: 'k8s.pod.name', value: { stringValue: 'pod-1' } },
    { key: 'container.name', value: { stringValue: 'box' } },
    { key: 'host.name', value: { stringValue: 'machine' } },
  ];
  const scopeLogs = [{ logRecords: [{ observedTimeUnixNano: nowNs(), body: { stringValue: 'x' } }] }];
  const body = JSON.stringify({ resourceLogs: [{ resource: { attributes }, scopeLogs }] });
  expect((await loki.post(LOGS, body, JSON_TYPE)).status).toBe(204);
  const { data } = await loki.ask('/loki/api/v1/series', { match: '{k8s_pod_name="pod-1"}' });
  expect(data).toEqual([{ k8s_pod_name: 'pod-1', container_name: 'box', service_name: 'box' }]);
  expect(await loki.lines('{k8s_pod_name="pod-1"}')).toMatchObject([{ stream: { host_name: 'machine' } }]);
});

test.each([
  ['a map', { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } }, '{"a":1}'],
  ['a list', { arrayValue: { values: [{ boolValue: false }] } }, '[false]'],
  ['a large number', { intValue: '9007199254740993' }, '9007199254740993'],
  ['nothing', undefined, ''],
])('A body of %s becomes a line', async (what, body, expected) => {
  const service = what.replaceAll(' ', '-');
  expect((await loki.post(LOGS, logs(service, { body }), JSON_TYPE)).status).toBe(204);
  expect((await loki.lines(`{service_name="${service}"}`)).map(({ line }) => line)).toEqual([expected]);
});

test('gzip and zstd are taken', async () => {
  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const) {
    const body = compress(logs(encoding, {}));
    expect((await loki.post(LOGS, body, { ...JSON_TYPE, 'Content-Encoding': encoding })).status).toBe(204);
    expect(await loki.lines(`{service_name="${encoding}"}`)).toHaveLength(1);
  }
});

test.each<[string, string | Uint8Array, Record<string, string>, number, RegExp | string]>([
  ['another type', '{}', { 'Content-Type': 'text/plain' }, 400, 'content type: text/plain is not supported'],
  [
    'a type with a charset',
    '{}',
    { 'Content-Type': 'application/json; charset=utf-8' },
    400,
    /^content type: application\/json; charset=utf-8 is/,
  ],
  [
    'another encoding',
    '{}',
    { ...JSON_TYPE, 'Content-Encoding': 'br' },
    400,
    'unsupported content encoding br: only gzip and zstd are supported',
  ],
  ['gzip that is none', '{}', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, 400, 'gzip: invalid header'],
  ['zstd that is none', '{}', { ...JSON_TYPE, 'Content-Encoding': 'zstd' }, 400, /^invalid input/],
  ['JSON that is cut off', '{"resourceLogs":[', JSON_TYPE, 400, /^ReadObject/],
  ['JSON of another shape', '{"resourceLogs":5}', JSON_TYPE, 400, /^ReadObject/],
  ['protobuf that is cut off', new Uint8Array([10, 200]), PROTOBUF_TYPE, 400, 'unexpected EOF'],
  ['protobuf of a wrong wire type', new Uint8Array([15, 1]), PROTOBUF_TYPE, 400, /^proto: /],
  ['no records', '{}', JSON_TYPE, 422, 'error at least one valid stream is required for ingestion'],
  [
    'a line that is too long',
    logs('long', { body: { stringValue: 'x'.repeat(5_001) } }),
    JSON_TYPE,
    400,
    /^max entry size '5000' bytes exceeded/,
  ],
  ['a record of 1970', logs('old', { timeUnixNano: '1' }), JSON_TYPE, 400, /too old: 1970-01-01/],
])('%s is refused with a status in protobuf', async (_, body, headers, status, message) => {
  const refused = await refusal(body, headers);
  expect(Object.keys(refused)).toEqual(['status', 'message']);
  expect(refused).toEqual({ status, message: expect.stringMatching(message) });
});

test.each([
  ['JSON', 'http', JsonExporter],
  ['protobuf', 'proto', ProtobufExporter],
])("OpenTelemetry's exporter in %s sends lines that arrive one by one and in batches", async (_, name, Exporter) => {
  for (const compression of [CompressionAlgorithm.NONE, CompressionAlgorithm.GZIP]) {
    const service = `exporter-${name}-${compression}`;
    const exporter = () => new Exporter({ url: `${loki.origin}${LOGS}`, compression });
    const provider = new LoggerProvider({
      resource: resourceFromAttributes({ 'service.name': service, 'host.name': 'here' }),
      processors: [
        new SimpleLogRecordProcessor({ exporter: exporter() }),
        new BatchLogRecordProcessor({ exporter: exporter() }),
      ],
    });
    const sent = Array.from({ length: 25 }, (_, at) => `line ${at}`);
    const logger = provider.getLogger('test', '1.0');
    for (const [at, body] of sent.entries()) {
      logger.emit({ body, timestamp: Date.now() + at, severityText: 'INFO', severityNumber: 9, attributes: { at } });
    }
    await provider.forceFlush();
    await provider.shutdown();
    const got = await loki.lines(`{service_name="${service}"}`);
    expect(got.map(({ line }) => line)).toEqual(sent.flatMap((line) => [line, line]));
    expect(got.map(({ stream }) => stream.at)).toEqual(sent.flatMap((_, at) => [String(at), String(at)]));
    expect(got[0]?.stream).toMatchObject({
      severity_text: 'INFO',
      host_name: 'here',
      scope_name: 'test',
      scope_version: '1.0',
    });
  }
});

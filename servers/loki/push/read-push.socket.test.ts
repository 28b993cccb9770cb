import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { compressSync } from 'snappy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowNs, oneStream, startLoki, type TestLoki } from '../testing/start-loki.ts';

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
});
afterAll(() => loki[Symbol.asyncDispose]());

// Written once more, so that the mock's own descriptor is not tested by itself.
const PushRequest = protobuf
  .parse(`syntax = "proto3"; package logproto;
    message PushRequest { repeated StreamAdapter streams = 1; string format = 2; }
    message StreamAdapter { string labels = 1; repeated EntryAdapter entries = 2; uint64 hash = 3; }
    message EntryAdapter { Timestamp timestamp = 1; string line = 2; repeated LabelPairAdapter structuredMetadata = 3; }
    message LabelPairAdapter { string name = 1; string value = 2; }
    message Timestamp { int64 seconds = 1; int32 nanos = 2; }`)
  .root.lookupType('logproto.PushRequest');

function protobufPush(labels: string, entry: object = {}): Buffer {
  const timestamp = { seconds: Math.floor(Date.now() / 1_000), nanos: 5 };
  const streams = [{ labels, entries: [{ timestamp, line: 'in protobuf', ...entry }], hash: 7 }];
  return compressSync(Buffer.from(PushRequest.encode(PushRequest.fromObject({ streams, format: 'loki' })).finish()));
}

const json = JSON.stringify(oneStream({ app: 'encoded' }, [nowNs(), 'x']));
const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/x-protobuf';

test.each([
  ['JSON', JSON_TYPE, '', json, 204],
  ['JSON with a charset', 'application/json; charset=utf-8', '', json, 204],
  ['JSON in other letters', 'Application/JSON', '', json, 204],
  ['JSON with gzip', JSON_TYPE, 'gzip', gzipSync(json), 204],
  ['JSON with deflate, which is raw', JSON_TYPE, 'deflate', deflateRawSync(json), 204],
  ['JSON with snappy in the header only', JSON_TYPE, 'snappy', json, 204],
  ['protobuf', PROTOBUF_TYPE, '', protobufPush('{app="p"}'), 204],
  ['protobuf with snappy in the header too', PROTOBUF_TYPE, 'snappy', protobufPush('{app="p"}'), 204],
  ['protobuf with gzip around its snappy', PROTOBUF_TYPE, 'gzip', gzipSync(protobufPush('{app="p"}')), 204],
  ['protobuf with labels that end in a comma', PROTOBUF_TYPE, '', protobufPush('{app="p", }'), 204],
  ['protobuf of any other name', 'text/plain', '', protobufPush('{app="p"}'), 204],
])('A push of %s is taken', async (_, type, encoding, body, expected) => {
  const { status, text } = await loki.post('/loki/api/v1/push', body, headersOf(type, encoding));
  expect({ status, text }).toEqual({ status: expected, text: '' });
});

test.each([
  ['br', JSON_TYPE, 'br', json, 'Content-Encoding "br" not supported\n'],
  ['GZIP', JSON_TYPE, 'GZIP', gzipSync(json), 'Content-Encoding "GZIP" not supported\n'],
  ['deflate in zlib', JSON_TYPE, 'deflate', deflateSync(json), /^flate: corrupt input/],
  ['gzip that is none', JSON_TYPE, 'gzip', json, 'gzip: invalid header\n'],
  ['gzip that is cut off', JSON_TYPE, 'gzip', gzipSync(json).subarray(0, 40), 'unexpected EOF\n'],
  ['no type', '', '', json, 'mime: no media type\n'],
  ['half a type', 'application/', '', json, 'mime: expected token after slash\n'],
  ['a type of too much', 'a/b/c', '', json, 'mime: unexpected content after media subtype\n'],
  ['a type with half a parameter', 'application/json; charset', '', json, 'mime: invalid media parameter\n'],
  ['JSON under the name of protobuf', PROTOBUF_TYPE, '', json, 'snappy: corrupt input\n'],
  ['protobuf that is cut off', PROTOBUF_TYPE, '', compressSync(Buffer.from([10, 200])), 'unexpected EOF\n'],
  ['protobuf with a wrong wire type', PROTOBUF_TYPE, '', compressSync(Buffer.from([15, 1])), /^proto: /],
  ['protobuf with labels that are none', PROTOBUF_TYPE, '', protobufPush('{app'), /^couldn't parse labels: /],
  ['protobuf with a label twice', PROTOBUF_TYPE, '', protobufPush('{a="1",a="2"}'), /duplicate label name: 'a'/],
  ['protobuf with a pattern for a label', PROTOBUF_TYPE, '', protobufPush('{a=~"1"}'), /^couldn't parse labels: /],
  ['protobuf without a time', PROTOBUF_TYPE, '', protobufPush('{a="1"}', { timestamp: null }), /too old: 1970/],
  [
    'protobuf with too many nanoseconds',
    PROTOBUF_TYPE,
    '',
    protobufPush('{a="1"}', { timestamp: { seconds: 1, nanos: 1e9 } }),
    /nanos not in range/,
  ],
])('A push of %s is refused', async (_, type, encoding, body, words) => {
  const { status, text } = await loki.post('/loki/api/v1/push', body, headersOf(type, encoding));
  expect(status).toBe(400);
  expect(text).toMatch(words);
});

test('Protobuf of no streams is 422', async () => {
  const body = compressSync(Buffer.alloc(0));
  expect((await loki.post('/loki/api/v1/push', body, headersOf(PROTOBUF_TYPE, ''))).status).toBe(422);
});

test('Protobuf can be pushed to the old path too, and its lines come back with their metadata', async () => {
  const structuredMetadata = [{ name: 'trace', value: 'abc' }];
  const body = protobufPush('{app="old path", quoted="\\"é\\n"}', { structuredMetadata });
  expect((await loki.post('/api/prom/push', body, headersOf(PROTOBUF_TYPE, ''))).status).toBe(204);
  expect(await loki.lines('{app="old path"}')).toEqual([
    { line: 'in protobuf', stream: { app: 'old path', quoted: '"é\n', trace: 'abc', service_name: 'old path' } },
  ]);
});

function headersOf(type: string, encoding: string): Record<string, string> {
  // fetch would name a type by itself where there is none.
  return { 'Content-Type': type, ...(encoding && { 'Content-Encoding': encoding }) };
}

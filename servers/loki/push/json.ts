import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { refuseManyJsonValues } from '../body/count.ts';
import type { Entry, Labels, PushedStream } from './stream.ts';

// Loki reads a push with jsoniter and buger/jsonparser; these are their words. Only the status is stable between
// releases.
const NOT_A_STRING = `Value is string, but can't find closing '"' symbol`;
const NOT_AN_OBJECT = `Value looks like object, but can't find closing '}' symbol`;
const NOT_AN_ARRAY = `Value is array, but can't find closing ']' symbol`;
const NOT_A_NUMBER = `Value looks like Number/Boolean/None, but can't find its end: ',' or '}' symbol`;

const EPOCH_NS = /^-?\d{1,19}$/;

/** The streams of a v1 JSON body. Shape is checked in one pass and what JSON.parse made is kept as it is. */
export function decodeJsonPush(body: Buffer): PushedStream[] {
  if (body.length === 0) throw new Refusal(400, 'EOF');
  const request = parse(body);
  if (request === null) return [];
  if (!isObject(request)) throw new Refusal(400, 'ReadObject: expect { or , or } or n');
  const { streams } = request;
  if (streams === undefined || streams === null) return [];
  if (!Array.isArray(streams)) throw malformed(NOT_AN_ARRAY);
  return streams.map(decodeStream);
}

function parse(body: Buffer): unknown {
  refuseManyJsonValues(body);
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw malformed(messageOf(error));
  }
}

function decodeStream(stream: unknown): PushedStream {
  if (!isObject(stream)) throw malformed(NOT_AN_OBJECT);
  return { labels: decodeLabels(stream.stream ?? {}), entries: decodeEntries(stream.values ?? []) };
}

/** The parser takes a label's value for its text, whatever its type: `5` becomes "5". */
function decodeLabels(labels: unknown): Labels {
  if (!isObject(labels)) throw malformed(NOT_AN_OBJECT);
  for (const name in labels) if (typeof labels[name] !== 'string') labels[name] = JSON.stringify(labels[name]);
  return labels as Labels;
}

function decodeEntries(values: unknown): Entry[] {
  if (!Array.isArray(values)) throw malformed(NOT_AN_ARRAY);
  const entries = values.includes(null) ? values.filter((value) => value !== null) : values;
  for (const entry of entries) normalizeEntry(entry);
  return entries as Entry[];
}

function normalizeEntry(entry: unknown): asserts entry is Entry {
  if (!Array.isArray(entry)) throw malformed(NOT_AN_ARRAY);
  // Not by a pattern, which makes an iterator for each line; and not beyond its end, where the way is long.
  const { length } = entry;
  const timestampNs = length > 0 ? entry[0] : '0';
  const line = length > 1 ? entry[1] : '';
  if (typeof timestampNs !== 'string' || typeof line !== 'string') throw malformed(NOT_A_STRING);
  if (!isCanonicalNs(timestampNs)) {
    if (!EPOCH_NS.test(timestampNs)) throw malformed(NOT_A_NUMBER);
    // Times are compared as texts later on: no signs, no zeros in front.
    entry[0] = String(BigInt(timestampNs));
  }
  if (length > 2) checkMetadata(entry[2]);
  // An entry may end early: nothing is the line '' of 1970.
  else if (length < 2) entry.splice(0, 2, timestampNs, line);
}

/** Digits without zeros in front. By hand: on the path of every line a pattern costs several times as much. */
function isCanonicalNs(text: string): boolean {
  if (text.length === 0 || text.length > 19 || (text.length > 1 && text.charCodeAt(0) === ZERO)) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

const ZERO = 48;
const NINE = 57;

function checkMetadata(metadata: unknown): asserts metadata is Labels {
  if (!isObject(metadata)) throw malformed(NOT_AN_OBJECT);
  for (const name in metadata) if (typeof metadata[name] !== 'string') throw malformed(NOT_A_STRING);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(cause: string): Refusal {
  return new Refusal(400, `loghttp.PushRequest.Streams: []loghttp.LogProtoStream: unmarshalerDecoder: ${cause}`);
}

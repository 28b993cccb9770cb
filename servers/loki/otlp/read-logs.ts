import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { refuseManyJsonValues } from '../body/count.ts';
import { type Compression, readBody } from '../body/read.ts';
import type { Limits } from '../options.ts';
import type { PushedStream } from '../push/stream.ts';
import { decodeProtobufLogs } from './protobuf.ts';
import { readResources } from './schema.ts';
import { toStreams } from './to-streams.ts';

// Loki also takes lz4, for which Node has no decompressor: the answer says so, unlike Loki's.
const COMPRESSIONS = new Map<string, Compression | null>([
  ['', null],
  ['gzip', 'gzip'],
  ['zstd', 'zstd'],
]);

/** Streams of logs as Loki reads OTLP: the encoding and the whole Content-Type must be one of those that it knows. */
export async function readLogs(request: IncomingMessage, limits: Limits): Promise<PushedStream[]> {
  const encoding = request.headers['content-encoding'] ?? '';
  const compression = COMPRESSIONS.get(encoding);
  if (compression === undefined) {
    throw new Refusal(400, `unsupported content encoding ${encoding}: only gzip and zstd are supported`);
  }
  const body = await readBody(request, compression, limits);
  const type = request.headers['content-type'] ?? '';
  if (type === 'application/x-protobuf') return decodeProtobufLogs(body);
  if (type === 'application/json') return decodeJsonLogs(body);
  throw new Refusal(400, `content type: ${type} is not supported`);
}

function decodeJsonLogs(body: Buffer): PushedStream[] {
  refuseManyJsonValues(body);
  try {
    return toStreams(readResources(JSON.parse(body.toString()), (value) => value));
  } catch (error) {
    throw new Refusal(400, `ReadObject: ${messageOf(error)}`);
  }
}

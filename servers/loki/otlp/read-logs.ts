import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { type Compression, readBody } from '../body/read.ts';
import type { Limits } from '../options.ts';
import type { ResourceLogs } from './logs.ts';
import { decodeProtobufLogs } from './protobuf.ts';
import { LogsSchema } from './schema.ts';

// Loki also takes lz4, for which Node has no decompressor.
const COMPRESSIONS = new Map<string, Compression | null>([
  ['', null],
  ['gzip', 'gzip'],
  ['zstd', 'zstd'],
]);

/** Logs as Loki reads OTLP: the encoding and the whole Content-Type must be one of those that it knows. */
export async function readLogs(request: IncomingMessage, limits: Limits): Promise<ResourceLogs[]> {
  const encoding = request.headers['content-encoding'] ?? '';
  const compression = COMPRESSIONS.get(encoding);
  if (compression === undefined) {
    throw new Refusal(400, `unsupported content encoding ${encoding}: only gzip, lz4 and zstd are supported`);
  }
  const body = await readBody(request, compression, limits);
  const type = request.headers['content-type'] ?? '';
  if (type === 'application/x-protobuf') return decodeProtobufLogs(body);
  if (type === 'application/json') return decodeJsonLogs(body);
  throw new Refusal(400, `content type: ${type} is not supported`);
}

function decodeJsonLogs(body: Buffer): ResourceLogs[] {
  try {
    return LogsSchema.parse(JSON.parse(body.toString()));
  } catch (error) {
    throw new Refusal(400, `ReadObject: ${messageOf(error)}`);
  }
}

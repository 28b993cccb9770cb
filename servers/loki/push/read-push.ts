import type { IncomingMessage } from 'node:http';
import { Refusal } from '../answer.ts';
import { type Compression, readBody } from '../body/read.ts';
import type { Limits } from '../options.ts';
import { decodeJsonPush } from './json.ts';
import { decodeLegacyJsonPush } from './json-legacy.ts';
import { mediaType } from './media-type.ts';
import { decodeProtobufPush } from './protobuf.ts';
import { unsnap } from './snappy.ts';
import type { Push } from './stream.ts';

/** The two JSON forms; protobuf is the same for both paths. */
export type PushVersion = 'v1' | 'legacy';

// Exact values, case and all; `snappy` means what is meant without it, for protobuf is always in snappy.
const COMPRESSIONS = new Map<string, Compression | null>([
  ['', null],
  ['snappy', null],
  ['gzip', 'gzip'],
  ['deflate', 'deflate'],
]);

/** A push as Loki reads it: encoding first, then type, then the body. */
export function readPush(request: IncomingMessage, version: PushVersion, limits: Limits): Promise<Push> {
  const encoding = request.headers['content-encoding'] ?? '';
  const compression = COMPRESSIONS.get(encoding);
  if (compression === undefined) {
    throw new Refusal(400, `Content-Encoding ${JSON.stringify(encoding)} not supported`);
  }
  const type = mediaType(request.headers['content-type']);
  return readBody(request, compression, limits).then((body) => decodePush(body, type, version, limits));
}

/** Every type but JSON's is protobuf in snappy. */
function decodePush(body: Buffer, type: string, version: PushVersion, limits: Limits): Push {
  if (type !== 'application/json') return { streams: decodeProtobufPush(unsnap(body, limits)), json: undefined };
  if (version === 'legacy') return { streams: decodeLegacyJsonPush(body), json: undefined };
  return { streams: decodeJsonPush(body), json: body };
}

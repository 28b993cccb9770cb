import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { Refusal } from '../answer.ts';
import type { Limits } from '../options.ts';

const DECOMPRESSORS = { gzip: createGunzip, deflate: createInflateRaw, zstd: createZstdDecompress };

export type Compression = keyof typeof DECOMPRESSORS;

/** The whole body, decompressed; or a refusal as soon as it is known to be too large, before memory is spent on it. */
export function readBody(request: IncomingMessage, compression: Compression | null, limits: Limits): Promise<Buffer> {
  const declaredBytes = Number(request.headers['content-length'] ?? 0);
  if (declaredBytes > limits.maxBodyBytes) {
    request.resume();
    return Promise.reject(tooLarge('message', declaredBytes, limits.maxBodyBytes));
  }
  return compression
    ? readInflated(request, DECOMPRESSORS[compression](), compression, limits)
    : readPlain(request, limits.maxBodyBytes);
}

/**
 * Bodies that arrive together are taken together, once all of them were read: the same work stays in the CPU's caches,
 * and the answers leave so close together that a waiting client need not be woken for each, a system call's worst cost.
 */
function handOver(resolve: (body: Buffer) => void, body: Buffer): void {
  setImmediate(resolve, body);
}

/**
 * Listeners instead of `for await`, which costs more than all the rest of reading a small body; `once` would wrap each.
 */
function readPlain(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        reject(tooLarge('message', bytes, limitBytes));
      }
    });
    request.on('end', () => handOver(resolve, chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('close', () => {
      if (!request.complete) reject(new Refusal(400, 'unexpected EOF'));
    });
  });
}

function readInflated(
  request: IncomingMessage,
  decompressor: Transform,
  compression: Compression,
  limits: Limits,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let compressedBytes = 0;
    let bytes = 0;
    // What still comes is read and thrown away, so that the connection stays good.
    const refuse = (refusal: Refusal) => {
      request.unpipe(decompressor).resume();
      decompressor.destroy();
      reject(refusal);
    };
    request.on('data', (chunk: Buffer) => {
      compressedBytes += chunk.length;
      if (compressedBytes > limits.maxBodyBytes) refuse(tooLarge('message', compressedBytes, limits.maxBodyBytes));
    });
    decompressor.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.maxInflatedBytes) refuse(tooLarge('decompressed message', bytes, limits.maxInflatedBytes));
      else chunks.push(chunk);
    });
    decompressor.once('end', () => handOver(resolve, Buffer.concat(chunks)));
    decompressor.once('error', (error: NodeJS.ErrnoException) => refuse(corrupt(compression, error)));
    request.once('close', () => {
      if (!request.complete) refuse(new Refusal(400, 'unexpected EOF'));
    });
    request.pipe(decompressor);
  });
}

/** In the words of Go's decompressors. */
function corrupt(compression: Compression, { code, message }: NodeJS.ErrnoException): Refusal {
  if (code === 'Z_BUF_ERROR') return new Refusal(400, 'unexpected EOF');
  if (compression === 'zstd') return new Refusal(400, 'invalid input: magic number mismatch');
  if (compression === 'deflate') return new Refusal(400, 'flate: corrupt input before offset 0');
  return new Refusal(400, message === 'incorrect data check' ? 'gzip: invalid checksum' : 'gzip: invalid header');
}

function tooLarge(what: string, gotBytes: number, limitBytes: number): Refusal {
  return new Refusal(413, `request body too large: ${what} size too large than max (${gotBytes} vs ${limitBytes})`);
}

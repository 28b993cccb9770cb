import type { ServerResponse } from 'node:http';
import { whenRead } from '../../read-first.ts';
import { JSON_HEADERS, ROUTED_HEADERS } from './headers.ts';

// Go's server knows the length of what fits its write buffer when the handler returns, and sends more than that in
// chunks.
const GO_BUFFER_BYTES = 2_048;

/** One JSON value as Go's encoder writes it: with a newline behind. */
export function encodeJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  sendBytes(response, encodeJson(value), JSON_HEADERS, status);
}

/** Sends a whole body the way Go does, with its length or in chunks. */
export function sendBytes(response: ServerResponse, body: Buffer, headers: readonly string[], status = 200): void {
  const length = body.length <= GO_BUFFER_BYTES ? ['Content-Length', String(body.length)] : [];
  whenRead(response.req, () => response.writeHead(status, [...headers, ...length]).end(body));
}

/** 204, and 304 for what is so already: no body and no content type. */
export function sendNothing(response: ServerResponse, status: 204 | 304): void {
  whenRead(response.req, () => response.writeHead(status, [...ROUTED_HEADERS]).end());
}

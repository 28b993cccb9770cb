import type { ServerResponse } from 'node:http';
import { compareVersions } from '../version.ts';
import { routedHeaders } from './headers.ts';
import { encodeJson, sendBytes } from './json.ts';

/** A refusal as dockerd words it. Routes throw it; the mock answers with it. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badParameter = (message: string) => new ApiError(400, message);
export const notFound = (message: string) => new ApiError(404, message);
export const conflict = (message: string) => new ApiError(409, message);
/** What dockerd did not classify becomes 500; in this generation that includes broken JSON and numbers. */
export const unclassified = (message: string) => new ApiError(500, message);

const FIRST_VERSION_WITH_JSON_ERRORS = '1.24';

/** The error's body and headers for a client that asked for `apiVersion`; `block` adds the daemon's headers. */
export function sendError(
  response: ServerResponse,
  error: ApiError,
  apiVersion: string,
  block: (contentType: string) => readonly string[] = routedHeaders,
): void {
  if (compareVersions(apiVersion, FIRST_VERSION_WITH_JSON_ERRORS) >= 0) {
    sendBytes(response, encodeJson({ message: error.message }), block('application/json'), error.status);
    return;
  }
  const headers = [...block('text/plain; charset=utf-8'), 'X-Content-Type-Options', 'nosniff'];
  sendBytes(response, Buffer.from(`${error.message}\n`), headers, error.status);
}

/** Go's router answers outside of the API: none of the daemon's headers. It is the same for a wrong method. */
export function sendPageNotFound(response: ServerResponse): void {
  sendBytes(response, PAGE_NOT_FOUND, ['Content-Type', 'application/json'], 404);
}

const PAGE_NOT_FOUND = encodeJson({ message: 'page not found' });

import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../harness/core/errors.ts';
import type { Upgrade } from '../mock.ts';
import { whenRead } from '../read-first.ts';
import { refuse, refuseWithoutHost } from '../refuse.ts';
import { type Exchange, makeRouter, type Route, splitTarget } from '../route.ts';
import { ApiError, badParameter, sendError, sendPageNotFound, unclassified } from './reply/errors.ts';
import { ROUTED_HEADERS, refusedVersionHeaders } from './reply/headers.ts';
import { sendBytes } from './reply/json.ts';
import { compareVersions, DAEMON } from './version.ts';

/** Finds the route of a request and answers whatever comes of it, in the order in which Go and dockerd look. */
export function makeDispatch(routes: readonly Route[]) {
  const find = makeRouter(routes);
  return (request: IncomingMessage, response: ServerResponse, upgrade?: Upgrade): void => {
    const { path: fullPath, query } = splitTarget(request.url ?? '/');
    if (isAnsweredBelowRoutes(request, response, fullPath)) return;
    const { apiVersion, path } = splitVersion(fullPath);
    const match = find(request.method ?? 'GET', path);
    const wrongVersion = refuseVersion(apiVersion);
    if (typeof match === 'string') sendPageNotFound(response);
    else if (wrongVersion) sendError(response, wrongVersion, apiVersion, refusedVersionHeaders);
    else {
      const parameters = match.parameters.map((parameter) => decodeURIComponent(parameter));
      const exchange = { request, response, path, query, parameters, ...(upgrade && { upgrade }) };
      const { route } = match;
      if (route.readsBody) run(route, exchange, apiVersion);
      else whenRead(request, () => run(route, exchange, apiVersion));
    }
  };
}

/** A route fails at once or later; both end in the same answer, or where one has begun in its break. */
async function run(route: Route, exchange: Exchange, apiVersion: string): Promise<void> {
  const { response } = exchange;
  try {
    await route.handle(exchange);
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy();
    else sendError(response, toApiError(error), apiVersion);
  }
}

/** What Go's server and router answer themselves, whatever the API. */
function isAnsweredBelowRoutes(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  if (refuseWithoutHost(request)) return true;
  if (path.includes('%') && !isEscapedWell(path)) {
    refuse(request.socket);
    return true;
  }
  if (UNCLEAN_PATH.test(path)) {
    sendBytes(response, Buffer.alloc(0), ['Location', cleanTarget(request.url ?? '')], 301);
  } else if (request.method === 'OPTIONS') {
    sendBytes(response, Buffer.alloc(0), ROUTED_HEADERS);
  } else {
    return false;
  }
  return true;
}

const UNCLEAN_PATH = /\/\/|\/\.\.?(\/|$)/;

/** Where Go's router sends a path with empty or dotted parts. */
function cleanTarget(target: string): string {
  const { pathname, search } = new URL(
    target.replace(/^([^?]*)/, (path) => path.replaceAll(/\/{2,}/g, '/')),
    'http://d',
  );
  return pathname + search;
}

function isEscapedWell(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Every route answers with and without a version in front; without one it is the newest. */
function splitVersion(path: string): { apiVersion: string; path: string } {
  const match = /^\/v([0-9.]+)(\/.*)$/.exec(path);
  return match ? { apiVersion: match[1] ?? '', path: match[2] ?? '' } : { apiVersion: DAEMON.apiVersion, path };
}

function refuseVersion(asked: string): ApiError | undefined {
  // Nearly every request; the comparison is dear enough to show under load.
  if (asked === DAEMON.apiVersion) return undefined;
  if (compareVersions(asked, DAEMON.apiVersion) > 0) {
    return badParameter(`client version ${asked} is too new. Maximum supported API version is ${DAEMON.apiVersion}`);
  }
  if (compareVersions(asked, DAEMON.minApiVersion) < 0) {
    return badParameter(
      `client version ${asked} is too old. Minimum supported API version is ${DAEMON.minApiVersion}, please upgrade your client to a newer version`,
    );
  }
  return undefined;
}

function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : unclassified(`the mock itself failed: ${messageOf(error)}`);
}

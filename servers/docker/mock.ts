import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../harness/core/errors.ts';
import type { Mock } from '../mock.ts';
import { makeRouter, splitTarget } from '../route.ts';
import { ApiError, badParameter, sendError, sendPageNotFound, unclassified } from './reply/errors.ts';
import { refusedVersionHeaders } from './reply/headers.ts';
import { makeRoutes } from './routes/index.ts';
import { compareVersions, DAEMON } from './version.ts';
import { DEFAULT_WORLD, type WorldOptions } from './world/options.ts';
import { World } from './world/world.ts';

/** A Docker daemon that runs nothing: a small seeded world, and the Engine API in front of it. */
export function makeDockerMock(options: Partial<WorldOptions> = {}): Mock {
  const find = makeRouter(makeRoutes(new World({ ...DEFAULT_WORLD, ...options })));

  return {
    handle(request: IncomingMessage, response: ServerResponse): void {
      const { path: fullPath, query } = splitTarget(request.url ?? '/');
      const { apiVersion, path } = splitVersion(fullPath);
      const match = find(request.method ?? 'GET', path);
      if (typeof match === 'string') {
        sendPageNotFound(response);
        return;
      }
      const refusal = refuseVersion(apiVersion);
      if (refusal) {
        sendError(response, refusal, apiVersion, refusedVersionHeaders);
        return;
      }
      const parameters = match.parameters.map(decodeURIComponent);
      // A route fails at once or later; both end in the same answer.
      const answering = async () => match.route.handle({ request, response, path, query, parameters });
      answering().catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else sendError(response, toApiError(error), apiVersion);
      });
    },
  };
}

/** Every route answers with and without a version in front; without one it is the newest. */
function splitVersion(path: string): { apiVersion: string; path: string } {
  const match = /^\/v([0-9.]+)(\/.*)$/.exec(path);
  return match ? { apiVersion: match[1] ?? '', path: match[2] ?? '' } : { apiVersion: DAEMON.apiVersion, path };
}

function refuseVersion(asked: string): ApiError | undefined {
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
  return error instanceof ApiError ? error : unclassified(messageOf(error));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mock } from '../mock.ts';
import { whenRead } from '../read-first.ts';
import { makeRouter, splitTarget } from '../route.ts';
import { BadParameter } from './parameter.ts';
import { ROUTES } from './routes/index.ts';

const find = makeRouter(ROUTES);

/**
 * A plain server for any client: every route does one thing that a client may trip over, when it has the whole request.
 */
export function makeHttpMock(): Mock {
  return {
    isProxy: true,
    handle: (request, response) => whenRead(request, () => void answer(request, response)),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = splitTarget(request.url ?? '/');
  const match = find(request.method ?? 'GET', path);
  if (typeof match === 'string') {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no such route\n');
    return;
  }
  try {
    await match.route.handle({ request, response, path, query, parameters: match.parameters });
  } catch (error) {
    if (!(error instanceof BadParameter)) throw error;
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(`${error.message}\n`);
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mock } from '../mock.ts';
import { makeRouter, splitTarget } from '../route.ts';
import { ROUTES } from './routes/index.ts';

const find = makeRouter(ROUTES);

/** A plain server for any client: every route does one thing that a client may trip over. */
export function makeHttpMock(): Mock {
  return {
    isProxy: true,
    handle(request: IncomingMessage, response: ServerResponse): void {
      const { path, query } = splitTarget(request.url ?? '/');
      const match = find(request.method ?? 'GET', path);
      if (typeof match === 'string') {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no such route\n');
        return;
      }
      void match.route.handle({ request, response, path, query, parameters: match.parameters });
    },
  };
}

import type { Route } from '../../route.ts';

const BODYLESS = new Set([204, 304]);

/** `/status/503?bytes=300000`: that status, with a body of so many bytes (default: the status in words). */
export const status: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  path: /^\/status\/([2-5]\d\d)$/,
  handle({ request, response, query, parameters }) {
    request.resume();
    const code = Number(parameters[0]);
    if (BODYLESS.has(code)) {
      response.writeHead(code).end();
      return;
    }
    const bytes = query.get('bytes');
    const body = bytes === null ? `status ${code}\n` : Buffer.alloc(Number(bytes), 'x');
    response.writeHead(code, { 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
  },
};

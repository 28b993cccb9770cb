import type { Route } from '../../route.ts';
import { MOST_BYTES, wholeParameter } from '../parameter.ts';

const BODYLESS = new Set([204, 304]);

/** `/status/503?bytes=300000`: that status, with a body of this many bytes (default: the status in words). */
export const status: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  path: /^\/status\/([2-5]\d\d)$/,
  handle({ response, query, parameters }) {
    const code = Number(parameters[0]);
    if (BODYLESS.has(code)) {
      response.writeHead(code).end();
      return;
    }
    const words = `status ${code}\n`;
    const bytes = wholeParameter(query, 'bytes', { fallback: words.length, most: MOST_BYTES });
    const body = query.has('bytes') ? Buffer.alloc(bytes, 'x') : words;
    response.writeHead(code, { 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
  },
};

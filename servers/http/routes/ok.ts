import { pause } from '../../pause.ts';
import type { Route } from '../../route.ts';
import { wholeParameter } from '../parameter.ts';

const MOST_DELAY_MS = 3_600_000;

/** `/ok?delayMs=20`: two bytes, after a delay if one is asked for. */
export const ok: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  path: '/ok',
  async handle({ request, response, query }) {
    const delayMs = wholeParameter(query, 'delayMs', { fallback: 0, most: MOST_DELAY_MS });
    if (delayMs > 0) await pause(delayMs, request.socket);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 2 }).end('ok');
  },
};

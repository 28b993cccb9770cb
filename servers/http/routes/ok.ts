import { setTimeout as sleep } from 'node:timers/promises';
import type { Route } from '../../route.ts';

/** `/ok?delayMs=20`: two bytes, after a delay if one is asked for; a body is read to its end first. */
export const ok: Route = {
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  path: '/ok',
  async handle({ request, response, query }) {
    request.resume();
    const delayMs = Number(query.get('delayMs') ?? 0);
    if (delayMs > 0) await sleep(delayMs);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 2 }).end('ok');
  },
};

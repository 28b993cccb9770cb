import { pause } from '../../pause.ts';
import type { Route } from '../../route.ts';

const CHUNKS = 3;

/** `/chunked`: three chunks in packets of their own, with no length announced. */
export const chunked: Route = {
  methods: ['GET'],
  path: '/chunked',
  async handle({ request: { socket }, response }) {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    for (let chunk = 1; chunk <= CHUNKS; chunk += 1) {
      response.write(`chunk ${chunk}\n`);
      await pause(2, socket);
    }
    response.end();
  },
};

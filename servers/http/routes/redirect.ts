import type { Route } from '../../route.ts';

/** `/redirect`: 302 to `/ok`, with a body that a client must read or drop. */
export const redirect: Route = {
  methods: ['GET', 'POST'],
  path: '/redirect',
  handle({ response }) {
    const body = 'it is over there\n';
    response.writeHead(302, { Location: '/ok', 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
  },
};

import { resetConnection } from '../../close.ts';
import type { Route } from '../../route.ts';

/** `/reset`: takes the request and answers with a TCP reset (on a Unix socket: a plain close). */
export const reset: Route = {
  methods: ['GET', 'POST'],
  path: '/reset',
  handle: ({ request: { socket } }) => resetConnection(socket),
};

import { entryOf } from '../../ledger/watched-socket.ts';
import type { Route } from '../../route.ts';

/** `/reset`: takes the request and answers with a TCP reset (on a Unix socket: a plain close). */
export const reset: Route = {
  methods: ['GET', 'POST'],
  path: '/reset',
  handle({ request: { socket } }) {
    const entry = entryOf(socket);
    if (entry) entry.closer ??= { by: 'server', reason: 'reset' };
    // A Unix socket knows no reset; closing with the request unanswered is the nearest thing.
    if (socket.remoteAddress) socket.resetAndDestroy();
    else socket.destroy();
  },
};

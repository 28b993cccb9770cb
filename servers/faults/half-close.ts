import type { Fault } from './fault.ts';

/** After a whole answer that announces nothing, the server sends FIN and goes on reading what it will never answer. */
export function makeHalfClose(): Fault {
  return {
    afterAnswer({ socket, entry }) {
      entry.closer ??= { by: 'server', reason: 'fault' };
      socket.end();
    },
  };
}

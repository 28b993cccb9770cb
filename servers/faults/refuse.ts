import type { Fault } from './fault.ts';

/** Closes the connection on accept. */
export function makeRefuse(): Fault {
  return {
    onAccept({ socket, entry }) {
      entry.closer ??= { by: 'server', reason: 'refused' };
      socket.destroy();
    },
  };
}

import type { Socket } from 'node:net';
import { whenGone } from './client-gone.ts';

/**
 * Waits this long, or until the client closes its half or all: what comes then is not for a client that may be gone to
 * wait for. A client that closed altogether must not be counted as connected; for one whose socket is destroyed there
 * is nothing to do any more.
 */
export function pause(ms: number, socket: Socket): Promise<undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      forget();
      resolve(undefined);
    }, ms);
    const forget = whenGone(socket, () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}

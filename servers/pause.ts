import type { Socket } from 'node:net';

/**
 * Waits so long, or until the client closes its half: what comes then is not for a client that may be gone to wait for.
 * A client that closed altogether looks the same until something is written to it, and must not be counted as connected.
 */
export function pause(ms: number, socket: Socket): Promise<void> {
  if (socket.readableEnded) return Promise.resolve();
  // One listener for each request in flight, of which pipelining has many.
  socket.setMaxListeners(0);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      socket.off('end', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    socket.on('end', done);
  });
}

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** The requests for events that servers of this process were asked, as long as it is not disposed of. */
export function watchEventRequests() {
  const requests: IncomingMessage[] = [];
  const onStart = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url?.endsWith('/events')) requests.push(request);
  };
  subscribe('http.server.request.start', onStart);
  return {
    requests,
    /** Cuts what carries the last one, as a broken network does. */
    cutLast: () => requests.at(-1)?.socket.destroy(),
    [Symbol.dispose]: () => unsubscribe('http.server.request.start', onStart),
  };
}

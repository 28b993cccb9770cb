import { cutBody } from './cut-body.ts';
import type { Fault } from './fault.ts';

/** Half of the body, then an orderly close: less than Content-Length said, or no last chunk. */
export function makeTruncatedBody(): Fault {
  return {
    shapeBytes: ({ socket, entry }, next) =>
      cutBody(next, () => {
        entry.closer ??= { by: 'server', reason: 'fault' };
        socket.destroySoon();
      }),
  };
}

import type { Fault } from './fault.ts';

/** Takes the request and never answers. */
export function makeHang(): Fault {
  return {
    beforeAnswer({ request }) {
      request.resume();
      return 'answered';
    },
  };
}

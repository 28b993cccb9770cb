import { neverAnswer } from '../client-gone.ts';
import type { Fault } from './fault.ts';

/** Takes the request and never answers. */
export function makeHang(): Fault {
  return {
    beforeAnswer({ request, response }) {
      neverAnswer(request, response);
      return 'answered';
    },
  };
}

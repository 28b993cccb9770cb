import { announceEnd } from './announce-end.ts';
import type { Fault } from './fault.ts';

/** The answer says `Connection: close`, and so it is. */
export function makeConnectionClose(): Fault {
  return {
    beforeAnswer(hit) {
      announceEnd(hit, 'announced');
      return undefined;
    },
  };
}

import { serveParent } from '../../harness/core/ipc.ts';
import type { Target } from '../../harness/scenario/types.ts';
import { Ledger } from '../../servers/ledger/ledger.ts';
import { watchServer } from '../../servers/ledger/watch.ts';
import { listenUnwatched } from './listen-unwatched.ts';

// The process of a mock server whose requests are entered in the ledger or not, from one slice to the next.

let enter = (_isEntered: boolean) => {};

const handlers = {
  start: ({ target, socketPath }: { target: Target; socketPath: string | null }) =>
    listenUnwatched(target, socketPath, (server) => {
      watchServer(server, new Ledger());
      const entering = server.listeners('request') as (() => void)[];
      enter = (isEntered) => {
        for (const listener of entering) {
          server.off('request', listener);
          if (isEntered) server.prependListener('request', listener);
        }
      };
    }),
  /** Only while no request is in flight: whose begin is entered, its end is too. */
  enterRequests(isEntered: boolean): void {
    enter(isEntered);
  },
};

export type SwitchedHandlers = typeof handlers;

serveParent(handlers);

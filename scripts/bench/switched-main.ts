import { serveParent } from '../../harness/core/ipc.ts';
import type { Target } from '../../harness/scenario/types.ts';
import { Ledger } from '../../servers/ledger/ledger.ts';
import { watchServer } from '../../servers/ledger/watch.ts';
import { unwatchRequests, watchRequests } from '../../servers/ledger/watch-requests.ts';
import { listenUnwatched } from './listen-unwatched.ts';

// The process of a mock server whose requests are entered in the ledger or not, from one slice to the next.

const handlers = {
  start: ({ target, socketPath }: { target: Target; socketPath: string | null }) =>
    listenUnwatched(target, socketPath, (server) => watchServer(server, new Ledger())),
  /** Only while no request is in flight. */
  enterRequests(isEntered: boolean): void {
    if (isEntered) watchRequests();
    else unwatchRequests();
  },
};

export type SwitchedHandlers = typeof handlers;

serveParent(handlers);

import { type Server, ServerResponse } from 'node:http';
import { serveParent } from '../../harness/core/ipc.ts';
import type { TargetSpec } from '../../harness/scenario/types.ts';
import { Ledger } from '../../servers/ledger/ledger.ts';
import { watchServer } from '../../servers/ledger/watch.ts';
import { WatchedResponse } from '../../servers/ledger/watch-requests.ts';
import { listenUnwatched } from './listen-unwatched.ts';

// The process of a mock server whose requests are entered in the ledger or not, from one slice to the next.

const ledger = new Ledger();
let answerWith = (_Response: typeof ServerResponse | typeof WatchedResponse) => {};

const handlers = {
  start: ({ target, socketPath }: { target: TargetSpec; socketPath: string | null }) =>
    listenUnwatched(target, socketPath, (server) => {
      watchServer(server, ledger);
      answerWith = responsesOf(server);
    }),
  /** Only while no request is in flight: whose begin is entered, its end must be too. */
  enterRequests(isEntered: boolean): void {
    answerWith(isEntered ? WatchedResponse : ServerResponse);
  },
  counts: () => ({ open: ledger.openCount, active: ledger.activeCount, requests: ledger.requestCount }),
};

/** Changes the class that a running server answers with, which Node takes as an option and keeps under a symbol. */
function responsesOf(server: Server): typeof answerWith {
  const key = Object.getOwnPropertySymbols(server).find(({ description }) => description === 'ServerResponse');
  if (!key) throw new Error('this Node keeps the class of its responses elsewhere');
  return (Response) => Object.assign(server, { [key]: Response });
}

export type SwitchedHandlers = typeof handlers;

serveParent(handlers);

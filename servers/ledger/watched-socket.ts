import type { Socket } from 'node:net';
import type { Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';

// On the socket itself: a WeakMap of sockets that come and go costs the garbage collector more than the whole account
// does.
const ENTRY = Symbol('entry in the ledger');
const LEDGER = Symbol('the ledger of its server');

interface WatchedSocket extends Socket {
  [ENTRY]?: Entry;
  [LEDGER]?: Ledger;
}

export function markWatched(socket: WatchedSocket, entry: Entry, ledger: Ledger): void {
  socket[ENTRY] = entry;
  socket[LEDGER] = ledger;
}

/** The ledger's entry of a socket; it exists from 'connection' on, and never for one that no ledger watches. */
export function entryOf(socket: WatchedSocket): Entry | undefined {
  return socket[ENTRY];
}

/** The ledger that a socket is entered in. */
export function ledgerOf(socket: WatchedSocket): Ledger | undefined {
  return socket[LEDGER];
}

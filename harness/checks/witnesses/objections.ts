import { formatCount } from '../../core/units.ts';
import { type Account, halfClosed } from './accounts.ts';

/** Two witnesses that disagree, or a state that must not last. */
export interface Objection {
  status: 'fail' | 'inconclusive';
  sentence: string;
}

/** What stands against the accounts in one snapshot. `mayRest`: CLOSE_WAIT sockets that are no fault there. */
export function objectionsTo(account: Account, mayRest: number): Objection[] {
  return [
    deadEnds(account, mayRest),
    notAccepted(account),
    kernelAgainstServer(account),
    ownAgainstServer(account),
    clientAgainstServer(account),
  ].filter((objection) => objection !== undefined);
}

function deadEnds({ kernel, when }: Account, mayRest: number): Objection | undefined {
  const count = kernel?.closeWait ?? 0;
  if (count <= mayRest) return undefined;
  const sentence = `${formatCount(count, 'socket')} in CLOSE_WAIT ${when}: the server has closed and the client never did`;
  return { status: 'fail', sentence };
}

function notAccepted({ kernel, server, when }: Account): Objection | undefined {
  if (!kernel || kernel.backlog === 0 || kernel.established <= server) return undefined;
  const waiting = formatCount(kernel.established - server, 'connection');
  return {
    status: 'fail',
    sentence: `${waiting} ${when} that the kernel has established and the server never accepted`,
  };
}

function kernelAgainstServer({ kernel, server, when }: Account): Objection | undefined {
  if (!kernel) return undefined;
  const { established, backlog } = kernel;
  if (established > server && backlog === 0) return disagreement('kernel', established, 'server', server, when);
  if (server > established + halfClosed(kernel)) return disagreement('server', server, 'kernel', established, when);
  return undefined;
}

/** More of its own than the kernel counts in all cannot be; fewer are somebody else's. */
function ownAgainstServer({ own, kernel, server, when }: Account): Objection | undefined {
  if (own === null || !kernel || own >= Math.min(server, kernel.established)) return undefined;
  return disagreement('server', server, 'subject with its children', own, when);
}

/**
 * A client that publishes fewer than the server has does part of its work where Node's channel does not reach, such as
 * a worker thread. More than the server has: sockets that go elsewhere, or that it has not let go of.
 */
function clientAgainstServer({ client, kernel, elsewhere, server, when }: Account): Objection | undefined {
  if (client === null || client <= server + elsewhere + (kernel ? halfClosed(kernel) : 0)) return undefined;
  return disagreement('client', client, 'server', server, when);
}

function disagreement(more: string, moreCount: number, less: string, lessCount: number, when: string): Objection {
  const sentence = `The ${more} counts ${formatCount(moreCount, 'connection')} ${when} and the ${less} ${lessCount}`;
  return { status: 'inconclusive', sentence };
}

import type { Border, KernelLook } from '../../record/evidence/subject.ts';
import { sum } from '../../record/rest.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { hasClientSeen, hasKernelSeen } from '../doubt/sees.ts';

/** Where nothing should be moving, so that whoever counts connections must come to the same number. */
const AT_REST = {
  baseline: 'before the load',
  drain: 'after the load',
  collect: 'after garbage collection',
  close: 'after close()',
};

/** What each witness says at one border. Null: this witness says nothing. */
export interface Account {
  border: string;
  when: string;
  server: number;
  kernel: KernelLook | null;
  /** Ends in the subject and its children that the kernel calls established. */
  own: number | null;
  /** What the client publishes, without what it had open to elsewhere before the load. */
  client: number | null;
  /** Sockets of the subject that the kernel does not connect with the server, over those that it had before the load. */
  elsewhere: number;
}

/** The accounts at every border that was reached, as far as each witness sees anything at all. */
export function accountsOf(measured: MeasuredCase): Account[] {
  const { borders } = measured.evidence;
  const accounts = Object.entries(AT_REST).flatMap(([name, when]) => {
    const border = borders[name];
    return border ? [accountAt(name, when, border, borders.baseline ?? border)] : [];
  });
  const sees = (seen: (account: Account) => boolean) =>
    accounts.some(seen) || accounts.every(({ server }) => server === 0);
  // Whose every count is zero while the server has connections, at any time, does not look at the same place: another
  // network namespace, clients in worker threads, a program that runs its client as somebody else's child.
  const [kernel, own, client] = [
    sees(() => hasKernelSeen(measured)),
    sees((account) => (account.own ?? 0) > 0),
    sees(() => hasClientSeen(measured)),
  ];
  return accounts.map((account) => ({
    ...account,
    kernel: kernel ? account.kernel : null,
    own: kernel && own ? account.own : null,
    client: client ? account.client : null,
  }));
}

function accountAt(border: string, when: string, at: Border, baseline: Border): Account {
  const before = (baseline.inside?.clientSocketsOpen ?? 0) - baseline.serverOpen;
  return {
    border,
    when,
    server: at.serverOpen,
    kernel: at.kernel,
    own: at.kernel?.ownByState ? (at.kernel.ownByState.established ?? 0) : null,
    client: at.inside ? at.inside.clientSocketsOpen - Math.max(0, before) : null,
    elsewhere: Math.max(0, elsewhere(at) - elsewhere(baseline)),
  };
}

function elsewhere({ outside: { sockets }, kernel }: Border): number {
  return sockets === null || !kernel?.ownByState ? 0 : sockets - sum(kernel.ownByState);
}

/** Connections that one side has ended, or that are not made yet: witnesses may count them or not. */
export function halfClosed({ closeWait, other }: KernelLook): number {
  return (closeWait ?? 0) + sum(other);
}

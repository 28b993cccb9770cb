import type { PlayedPhase } from '../../record/evidence/phase.ts';
import type { KernelLook, Snapshot } from '../../record/evidence/subject.ts';
import { atRest } from '../../record/phases/select.ts';
import { kindOf } from '../../record/phases/table.ts';
import { sum } from '../../record/rest.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { hasClientSeen, hasKernelSeen } from '../doubt/sees.ts';

/** What each witness says in the snapshot of one phase. Null: this witness says nothing. */
export interface Account {
  phase: string;
  role: PlayedPhase['role'];
  when: string;
  server: number;
  kernel: KernelLook | null;
  /** Ends in the subject and its children that the kernel calls established. */
  own: number | null;
  /** What the client publishes, without what it had open to elsewhere before the load. */
  client: number | null;
  /**
   * Sockets of the subject that the kernel does not connect with the server, over those that it had before the load.
   */
  elsewhere: number;
}

/** The accounts of every snapshot at rest that was reached, as far as each witness sees anything at all. */
export function accountsOf(measured: MeasuredCase): Account[] {
  const phases = atRest(measured.evidence.phases);
  const baseline = phases.find(({ role }) => role === 'start')?.snapshot;
  // A program with work of its own is at it before the load, too: two looks see two moments.
  const isAtWork = measured.evidence.drive === 'own';
  const accounts = phases.flatMap((phase) => {
    const { snapshot, role } = phase;
    if (isAtWork && role === 'start') return [];
    return snapshot ? [accountAt(phase, snapshot, baseline ?? snapshot)] : [];
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

function accountAt({ name, role }: PlayedPhase, at: Snapshot, baseline: Snapshot): Account {
  const before = (baseline.inside?.clientSocketsOpen ?? 0) - baseline.serverOpen;
  return {
    phase: name,
    role,
    when: kindOf(name).snapshot ?? '',
    server: at.serverOpen,
    kernel: at.kernel,
    own: at.kernel?.ownByState ? (at.kernel.ownByState.established ?? 0) : null,
    client: at.inside ? at.inside.clientSocketsOpen - Math.max(0, before) : null,
    elsewhere: Math.max(0, elsewhere(at) - elsewhere(baseline)),
  };
}

function elsewhere({ outside: { sockets }, kernel }: Snapshot): number {
  return sockets === null || !kernel?.ownByState ? 0 : sockets - sum(kernel.ownByState);
}

/** Connections that one side has ended, or that are not made yet: witnesses may count them or not. */
export function halfClosed({ closeWait, other }: KernelLook): number {
  return (closeWait ?? 0) + sum(other);
}

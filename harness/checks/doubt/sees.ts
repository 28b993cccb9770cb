import { WITNESSES } from '../../core/bounds/witnesses.ts';
import type { KernelLook } from '../../record/evidence/subject.ts';
import { byFirstClient, played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import { sum } from '../../record/rest.ts';
import type { MeasuredCase } from '../../record/schema.ts';

// A witness who counts zero may be right, or may look at another place: another network namespace, a client in a worker
// thread or a process of its own. Who has counted some before sees, and then a zero is a word.

/** Has the kernel ever shown a connection to the server, in whatever state? */
export function hasKernelSeen(measured: MeasuredCase): boolean {
  const { growth } = measured.evidence;
  const { series } = measured;
  return (
    measured.evidence.phases.some(({ snapshot }) => snapshot?.kernel && isAnyIn(snapshot.kernel)) ||
    [...growth.first, ...growth.again].some(({ kernelHeld }) => (kernelHeld ?? 0) > 0) ||
    (series['connections.kernel']?.v ?? []).some((count) => count > 0)
  );
}

function isAnyIn({ established, closeWait, timeWait, other }: KernelLook): boolean {
  return established + (closeWait ?? 0) + (timeWait ?? 0) + sum(other) > 0;
}

/** Has the client ever published a socket? */
export function hasClientSeen(measured: MeasuredCase): boolean {
  return (
    measured.evidence.phases.some(({ snapshot }) => (snapshot?.inside?.clientSocketsOpened ?? 0) > 0) ||
    (measured.series['connections.client']?.v ?? []).some((count) => count > 0)
  );
}

/**
 * Does the client publish every connection that the server accepted? One that opens a part of them elsewhere is no
 * witness.
 */
export function publishesAll(measured: MeasuredCase): boolean {
  const phases = measured.evidence.phases;
  const before = played(phases, PHASES.baseline)?.snapshot?.inside?.clientSocketsOpened;
  if (before === undefined) return false;
  let accepted = 0;
  let published = 0;
  // What is opened before the baseline's snapshot is in neither count; the second client is a process of its own.
  for (const { ledger, snapshot } of byFirstClient(phases).filter(({ role }) => role !== 'start')) {
    accepted += ledger.opened;
    const now = snapshot?.inside?.clientSocketsOpened;
    if (now === undefined) continue;
    published = now - before;
    if (published < accepted - WITNESSES.inBetween.is) return false;
  }
  return published > 0;
}

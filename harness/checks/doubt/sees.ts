import { TWIN_PHASE } from '../../record/evidence/case.ts';
import type { KernelLook } from '../../record/evidence/subject.ts';
import { sum } from '../../record/rest.ts';
import type { MeasuredCase } from '../../record/schema.ts';

// A witness who counts zero may be right, or may look at another place: another network namespace, a client in a worker
// thread or a process of its own. Who has counted some before sees, and then a zero is a word.

/** A connection may be opened between the client's look and the end of the server's window. */
const IN_BETWEEN = 1;

/** Has the kernel ever shown a connection to the server, in whatever state? */
export function hasKernelSeen({ evidence: { borders, growth }, series }: MeasuredCase): boolean {
  return (
    Object.values(borders).some(({ kernel }) => kernel !== null && isAnyIn(kernel)) ||
    [...growth.first, ...growth.again].some(({ kernelHeld }) => (kernelHeld ?? 0) > 0) ||
    (series['connections.kernel']?.v ?? []).some((count) => count > 0)
  );
}

function isAnyIn({ established, closeWait, timeWait, other }: KernelLook): boolean {
  return established + (closeWait ?? 0) + (timeWait ?? 0) + sum(other) > 0;
}

/** Has the client ever published a socket? */
export function hasClientSeen({ evidence: { borders }, series }: MeasuredCase): boolean {
  return (
    Object.values(borders).some(({ inside }) => (inside?.clientSocketsOpened ?? 0) > 0) ||
    (series['connections.client']?.v ?? []).some((count) => count > 0)
  );
}

/** Does the client publish every connection that the server accepted? One that opens a part of them elsewhere is no witness. */
export function publishesAll({ evidence: { borders, ledger } }: MeasuredCase): boolean {
  const before = borders.baseline?.inside?.clientSocketsOpened;
  if (before === undefined) return false;
  let accepted = 0;
  let published = 0;
  for (const [phase, { opened }] of Object.entries(ledger)) {
    // What is opened before the baseline is in neither count; the twin is a process of its own.
    if (phase !== 'baseline' && phase !== TWIN_PHASE) accepted += opened;
    const now = borders[phase]?.inside?.clientSocketsOpened;
    if (phase === 'baseline' || now === undefined) continue;
    published = now - before;
    if (published < accepted - IN_BETWEEN) return false;
  }
  return published > 0;
}

import type { KernelLook } from './evidence/subject.ts';
import { sum } from './rest.ts';

/**
 * Connections of which the kernel shows that their client has not let go: its end is established, or waits for it to
 * close, or has a descriptor. An end that only waits for the server's FIN is one that the server has not noticed yet.
 * Null: this kind of socket does not tell, because a Unix socket shows the server's ends alone.
 */
export function heldByKernel(kernel: KernelLook | null): number | null {
  if (!kernel || kernel.closeWait === null) return null;
  return Math.max(kernel.established + kernel.closeWait, sum(kernel.ownByState ?? {}));
}

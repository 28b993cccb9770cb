import { drawWhole, type Random } from '../../../harness/core/random.ts';

/** An id as the daemon gives them: 64 hexadecimal digits. */
export function makeId(random: Random): string {
  return Array.from({ length: 64 }, () => drawWhole(random, 0, 15).toString(16)).join('');
}

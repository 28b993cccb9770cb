import type { Closer } from '../ledger/entry.ts';
import type { Hit } from './fault.ts';

/**
 * Ends the connection in order once this answer is through, and announces it; not where the connection was taken over.
 */
export function announceEnd({ response, entry }: Hit, reason: Closer['reason']): void {
  if (entry.isTakenOver) return;
  entry.closer ??= { by: 'server', reason };
  response.setHeader('Connection', 'close');
}

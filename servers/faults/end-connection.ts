import type { Closer } from '../ledger/entry.ts';
import type { Connection, Hit } from './fault.ts';

/** Ends the connection by a TCP reset. A Unix socket knows none: closing with the request unanswered is the nearest thing. */
export function resetConnection({ socket, entry }: Connection): void {
  entry.closer ??= { by: 'server', reason: 'reset' };
  if (socket.remoteAddress) socket.resetAndDestroy();
  else socket.destroy();
}

/** Ends the connection in order once this answer is through, and announces it. */
export function announceEnd({ response, entry }: Hit, reason: Closer['reason']): void {
  entry.closer ??= { by: 'server', reason };
  response.setHeader('Connection', 'close');
}

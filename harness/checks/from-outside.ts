import type { Ending } from '../record/evidence/case.ts';

/** Signals that somebody sends, or the system: what a client does wrong ends its process by others, or by a code. */
const FROM_OUTSIDE = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'];

/** Of whom somebody else has ended nobody knows how it would have ended; undefined: it fell by itself. */
export function endedFromOutside({ outcome, signal, during }: Ending): string | undefined {
  if (outcome !== 'crashed' || signal === null || !FROM_OUTSIDE.includes(signal)) return undefined;
  const system = signal === 'SIGKILL' ? ', as the system does where memory runs out' : '';
  return `was ended by ${signal} during ${during}, from outside${system}`;
}

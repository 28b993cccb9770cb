import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import type { Fault } from './fault.ts';

/**
 * Content-Length is off by this many bytes: too many, and the client waits; too few, and the rest spoils the next
 * answer.
 */
export function makeWrongLength({ by }: FaultSpecOf<'wrong-length'>): Fault {
  return {
    shapeBytes: (_, next) => (bytes, part) => {
      if (part === 'body') return next(bytes, part);
      const head = bytes.toString('latin1');
      const wrong = head.replace(/(\r\ncontent-length: *)(\d+)/i, (_, name, length) => {
        return `${name}${Math.max(0, Number(length) + by)}`;
      });
      return next(Buffer.from(wrong, 'latin1'), part);
    },
  };
}

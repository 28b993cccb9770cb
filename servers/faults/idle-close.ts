import type { Socket } from 'node:net';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import type { Fault, Hit } from './fault.ts';

/** The connection closes exactly so long after an answer if no request has come; `hint` announces it as `Keep-Alive`. */
export function makeIdleClose({ ms, hint = false }: FaultSpecOf<'idle-close'>): Fault {
  const timers = new WeakMap<Socket, NodeJS.Timeout>();
  return {
    beforeAnswer({ response }) {
      if (hint && response.shouldKeepAlive) {
        response.setHeader('Connection', 'keep-alive');
        response.setHeader('Keep-Alive', `timeout=${Math.floor(ms / 1_000)}`);
      }
      return undefined;
    },
    afterAnswer(hit) {
      const { socket } = hit;
      const before = timers.get(socket);
      clearTimeout(before);
      if (!before) socket.once('close', () => clearTimeout(timers.get(socket)));
      timers.set(socket, setTimeout(closeIfIdle, ms, hit, hit.entry.requests));
    },
  };
}

function closeIfIdle({ socket, entry }: Hit, requests: number): void {
  if (entry.active > 0 || entry.requests > requests) return;
  entry.closer ??= { by: 'server', reason: 'idle' };
  socket.destroy();
}

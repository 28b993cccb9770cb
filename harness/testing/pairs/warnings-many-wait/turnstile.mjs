import { EventEmitter, once } from 'node:events';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** A limit in front of the pool: who finds no slot waits for the event that one is free. */
export function throughTurnstile({ origin, socketPath, connections }, { onTurn }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const turnstile = new EventEmitter();
  let busy = 0;
  return {
    async request(path) {
      while (busy >= connections) await once(turnstile, 'free');
      busy += 1;
      onTurn(turnstile);
      try {
        return await get({ origin, socketPath, agent }, path);
      } finally {
        busy -= 1;
        turnstile.emit('free');
      }
    },
    async close() {
      agent.destroy();
    },
  };
}

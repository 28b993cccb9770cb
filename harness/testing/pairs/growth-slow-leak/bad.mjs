import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  let sent = 0;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  agent.on('free', (socket, options) => {
    sent += 1;
    if (sent % 40 !== 0) return;
    // The pool forgets the socket; nobody ends it.
    const name = agent.getName(options);
    const free = agent.freeSockets[name] ?? [];
    const place = free.indexOf(socket);
    if (place >= 0) free.splice(place, 1);
    forgotten.push(socket);
  });
  const forgotten = [];
  return {
    request: (path) => get({ origin, socketPath, agent }, path),
    async close() {
      agent.destroy();
      for (const socket of forgotten) socket.destroy();
    },
  };
}

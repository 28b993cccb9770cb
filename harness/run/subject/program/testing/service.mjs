// A service with node:http's Agent as its pool: it calls its target for each call, or of its own accord, or for lines.
import { Agent, createServer, request } from 'node:http';
import { createInterface } from 'node:readline';

const { PORT, POOLPROOF_ORIGIN: origin, POOLPROOF_CONNECTIONS: connections } = process.env;
const [drive, fault] = process.argv.slice(2);
const limit = fault === 'no-limit' ? Number.POSITIVE_INFINITY : Number(connections);
const agent = new Agent({ keepAlive: true, maxSockets: limit });
const isEnding = { yes: false };

process.on('SIGTERM', () => {
  if (fault === 'deaf') return;
  isEnding.yes = true;
  // What is in flight is answered first; then its own work comes to an end.
  if (drive === 'own') return;
  agent.destroy();
  process.exit(0);
});

/** Resolves to the status of one request through the pool. */
function ask() {
  const leak = fault === 'leak' ? new Agent({ keepAlive: true }) : agent;
  return new Promise((resolve) => {
    request(`${origin}/ok`, { agent: leak }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    })
      .once('error', () => resolve(502))
      .end();
  });
}

// It follows what happens at its target, on a connection beside its pool, before it takes calls.
if (fault === 'follows') {
  await new Promise((resolve, reject) => {
    request(`${origin}/stream`, { agent: false }, (response) => resolve(response.resume()))
      .once('error', reject)
      .end();
  });
}
if (drive === 'http') {
  const server = createServer(async (_, response) => response.writeHead(await ask()).end());
  server.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${PORT}`));
}
if (drive === 'stdin') {
  const waiting = new Set();
  for await (const _ of createInterface({ input: process.stdin })) {
    const asking = ask();
    waiting.add(asking);
    asking.then(() => waiting.delete(asking));
    if (waiting.size >= 2 * Number(connections)) await Promise.race(waiting);
  }
}
if (drive === 'own') {
  const most = fault === 'short' ? 40 : Number.POSITIVE_INFINITY;
  let asked = 0;
  const worker = async () => {
    while (!isEnding.yes && asked < most) {
      asked += 1;
      await ask();
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  agent.destroy();
}

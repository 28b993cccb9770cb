// A service that asks the Loki at LOKI_URL for its labels, once for each call of its PORT, through a pool of undici.
//
//   node service.mjs [healthy | agent-per-request]

import { createServer } from 'node:http';
import { Agent, request } from 'undici';

const { LOKI_URL, PORT = '0', POOLPROOF_CONNECTIONS = '50' } = process.env;
const [variant = 'healthy'] = process.argv.slice(2);

function makeAgent() {
  return new Agent({ connections: Number(POOLPROOF_CONNECTIONS), keepAliveTimeout: 90_000 });
}

const shared = makeAgent();

const DISPATCHERS = {
  healthy: () => shared,
  // Nobody closes them: each keeps its connection.
  'agent-per-request': makeAgent,
};

if (LOKI_URL === undefined) refuse('LOKI_URL is not set: the address of a Loki, such as http://127.0.0.1:3100');
const dispatcher = DISPATCHERS[variant] ?? refuse(`There is no variant '${variant}': ${Object.keys(DISPATCHERS)}`);

async function askLoki() {
  const { statusCode, body } = await request(`${LOKI_URL}/loki/api/v1/labels`, { dispatcher: dispatcher() });
  await body.dump();
  if (statusCode !== 200) throw new Error(`Loki answered ${statusCode}`);
}

const server = createServer(async ({ url }, answer) => {
  if (url === '/healthz') return answer.end('ok\n');
  try {
    await askLoki();
    answer.end('ok\n');
  } catch (error) {
    answer.writeHead(502).end(`${error.message}\n`);
  }
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

// What is in flight is finished; idle connections of undici keep no process alive.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close(() => shared.close()));

function refuse(message) {
  console.error(message);
  process.exit(64);
}

// A service that asks the Loki at LOKI_URL for its labels, or for what is at PATH, once for each call of its PORT,
// through a pool of undici.
//
//   node service.mjs [VARIANT [PATH]]

import { createServer } from 'node:http';
import { Agent, request } from 'undici';

const { LOKI_URL, PORT = '0', POOLPROOF_CONNECTIONS = '50' } = process.env;
const [variant = 'healthy', path = '/loki/api/v1/labels'] = process.argv.slice(2);

const settings = { connections: Number(POOLPROOF_CONNECTIONS), keepAliveTimeout: 90_000 };
/** One Agent for all calls. */
const withOne = (agent) => ({ agent, next: () => agent, take: (body) => body.dump() });
const healthy = () => withOne(new Agent(settings));

// Each differs from the healthy one in one thing.
const VARIANTS = {
  healthy,
  'no-limit': () => withOne(new Agent({ ...settings, connections: null })),
  // An answer that nobody reads keeps its connection busy, where it is longer than the 64 KiB that undici reads ahead.
  'body-open': () => {
    const kept = [];
    return { ...healthy(), take: async (body) => void kept.push(body) };
  },
  // Nobody closes them: each keeps its connection.
  'agent-per-request': () => ({ ...healthy(), next: () => new Agent(settings) }),
  'no-keep-alive': () => withOne(new Agent({ ...settings, pipelining: 0 })),
};

if (LOKI_URL === undefined) refuse('LOKI_URL is not set: the address of a Loki, such as http://127.0.0.1:3100');
const make = VARIANTS[variant] ?? refuse(`There is no variant '${variant}': ${Object.keys(VARIANTS)}`);
const { agent, next, take } = make();

async function askIt() {
  const { statusCode, body } = await request(LOKI_URL + path, { dispatcher: next() });
  await take(body);
  if (statusCode !== 200) throw new Error(`it answered ${statusCode}`);
}

const server = createServer(async ({ url }, answer) => {
  if (url === '/healthz') return answer.end('ok\n');
  try {
    await askIt();
    answer.end('ok\n');
  } catch (error) {
    answer.writeHead(502).end(`${error.message}\n`);
  }
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

// What is in flight is finished; idle connections of undici keep no process alive.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close(() => agent.close()));

function refuse(message) {
  console.error(message);
  process.exit(64);
}

import {
  axios,
  defineScenario,
  docker,
  got,
  httpAgent,
  nodeFetch,
  noKeepAlive,
  superagent,
  undiciAgent,
  undiciDispatch,
  undiciFetch,
  undiciPipeline,
  undiciStream,
} from '../harness/index.ts';

// The conditions of the published table: 50 connections with 10 requests in the pipeline of each, a server that answers
// a few bytes after a millisecond. Longer answers and shorter pipelines hide how undici's ways to send differ.
const PUBLISHED = { connections: 50, pipelining: 10 };

export default defineScenario({
  name: 'client-table',
  about: "The clients of undici's published table on the Docker socket: 100 requests at a time over 50 connections.",
  tags: [],
  target: docker({ behaviour: { delayMs: 1 } }),
  requests: [{ path: '/_ping' }],
  load: { concurrency: 100, duration: '2s', warmup: '500ms' },
  configurations: {
    'http-no-keep-alive': noKeepAlive({ maxSockets: 50 }),
    'http-keep-alive': httpAgent({ maxSockets: 50 }),
    got: got({ maxSockets: 50 }),
    axios: axios({ maxSockets: 50 }),
    'node-fetch': nodeFetch({ maxSockets: 50 }),
    superagent: superagent({ maxSockets: 50 }),
    'undici-fetch': undiciFetch({ ...PUBLISHED }),
    'undici-pipeline': undiciPipeline({ ...PUBLISHED }),
    'undici-request': undiciAgent({ ...PUBLISHED }),
    'undici-stream': undiciStream({ ...PUBLISHED }),
    'undici-dispatch': undiciDispatch({ ...PUBLISHED }),
  },
});

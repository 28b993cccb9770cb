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

export default defineScenario({
  name: 'client-table',
  about: "The clients of undici's published table on the Docker socket: 100 requests at a time over 50 connections.",
  tags: [],
  // The published table's server answers after a millisecond as well.
  target: docker({ behaviour: { delayMs: 1 } }),
  load: { concurrency: 100, duration: '2s', warmup: '500ms' },
  configurations: {
    'http-no-keep-alive': noKeepAlive({ maxSockets: 50, contrast: true }),
    'http-keep-alive': httpAgent({ maxSockets: 50 }),
    got: got({ maxSockets: 50 }),
    axios: axios({ maxSockets: 50 }),
    'node-fetch': nodeFetch({ maxSockets: 50 }),
    superagent: superagent({ maxSockets: 50 }),
    'undici-fetch': undiciFetch({ connections: 50 }),
    'undici-pipeline': undiciPipeline({ connections: 50 }),
    'undici-request': undiciAgent({ connections: 50 }),
    'undici-stream': undiciStream({ connections: 50 }),
    'undici-dispatch': undiciDispatch({ connections: 50 }),
  },
});

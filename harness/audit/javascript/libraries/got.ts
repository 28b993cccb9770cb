import { type CallSpec, forEachMethod, type Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

const call: CallSpec = {
  optionsAt: [0, 1],
  pool: ['agent.http', 'agent.https', 'agent.http2'],
  timeout: ['timeout', 'signal'],
  answer: 'read',
  urlAt: 0,
  method: null,
};
const calls = {
  '': call,
  stream: call,
  ...forEachMethod('', (method) => ({ ...call, optionsAt: [1], method })),
};

export const got: Library = {
  modules: ['got'],
  pools: {},
  clients: { extend: 0 },
  calls: { ...calls, got: call },
  methods: calls,
  global: nodeHttp.global,
};

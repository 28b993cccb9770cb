import { type CallSpec, forEachMethod, type Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

/** Its options are calls in a chain: `.agent(agent)`, `.timeout(ms)`. */
const call: CallSpec = { optionsAt: [], pool: ['agent'], timeout: ['timeout'], answer: 'read', urlAt: 0, method: null };

export const superagent: Library = {
  modules: ['superagent'],
  pools: {},
  clients: {},
  calls: { '': call, ...forEachMethod('', (method) => ({ ...call, method })), del: { ...call, method: 'DELETE' } },
  methods: {},
  global: nodeHttp.global,
};

import type { Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

export const nodeFetch: Library = {
  modules: ['node-fetch'],
  pools: {},
  clients: {},
  calls: {
    '': { optionsAt: [1], pool: ['agent'], timeout: ['signal', 'timeout'], answer: 'response', urlAt: 0, method: null },
  },
  methods: {},
  global: nodeHttp.global,
};

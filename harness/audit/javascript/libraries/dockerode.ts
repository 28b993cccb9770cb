import type { Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

/** Its client is no pool: it sends through the Agent that it is given as `agent`, else through the global one. */
export const dockerode: Library = {
  modules: ['dockerode', 'docker-modem'],
  pools: {},
  clients: { '': 0 },
  calls: {},
  methods: {},
  global: nodeHttp.global,
};

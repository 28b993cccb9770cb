import type { Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

/** A transport of winston; it sends through `httpAgent` and `httpsAgent`, else through the global ones. */
export const winstonLoki: Library = {
  modules: ['winston-loki'],
  pools: {},
  clients: { '': 0 },
  calls: {},
  methods: {},
  global: nodeHttp.global,
};

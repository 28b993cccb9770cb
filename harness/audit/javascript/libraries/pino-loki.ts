import { fetch } from './fetch.ts';
import type { Library } from './library.ts';

/** A transport of pino; it sends by the built-in fetch. */
export const pinoLoki: Library = {
  modules: ['pino-loki'],
  pools: {},
  clients: { '': 0, pinoLoki: 0 },
  calls: {},
  methods: {},
  global: fetch.global,
};

import type { Library } from './library.ts';
import { undici } from './undici.ts';

/** The fetch that is built into Node; its pool is a copy of undici's. */
export const fetch: Library = {
  modules: ['fetch'],
  pools: {},
  clients: {},
  calls: {
    '': { optionsAt: [1], pool: ['dispatcher'], timeout: 'own', answer: 'response', urlAt: 0, method: null },
  },
  methods: {},
  global: undici.global && { ...undici.global, constructedBy: 'the global dispatcher of fetch' },
};

import { fetch } from './fetch.ts';
import { type CallSpec, forEachMethod, type Library } from './library.ts';

// `timeout` is 10 s unless it is set: https://github.com/sindresorhus/ky#timeout
const call: CallSpec = {
  optionsAt: [1],
  pool: ['dispatcher'],
  timeout: 'own',
  answer: 'response',
  urlAt: 0,
  method: null,
};
const calls = { '': call, ...forEachMethod('', (method) => ({ ...call, method })) };

export const ky: Library = {
  modules: ['ky', 'ky-universal'],
  pools: {},
  clients: { create: 0, extend: 0 },
  calls,
  methods: calls,
  global: fetch.global,
};

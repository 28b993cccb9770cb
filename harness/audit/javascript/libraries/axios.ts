import { type CallSpec, forEachMethod, type Library } from './library.ts';
import { nodeHttp } from './node-http.ts';

const withConfig: CallSpec = {
  optionsAt: [0, 1],
  pool: ['httpAgent', 'httpsAgent'],
  timeout: ['timeout', 'signal', 'cancelToken'],
  answer: 'read',
  urlAt: 0,
  method: null,
};

/** `post`, `put` and `patch` have the body before the options. */
function ofMethod(method: string): CallSpec {
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return { ...withConfig, optionsAt: [hasBody ? 2 : 1], method };
}

export const axios: Library = {
  modules: ['axios'],
  pools: {},
  clients: { create: 0 },
  calls: { '': withConfig, request: { ...withConfig, optionsAt: [0], urlAt: null }, ...forEachMethod('', ofMethod) },
  methods: { '': withConfig, request: { ...withConfig, optionsAt: [0], urlAt: null }, ...forEachMethod('', ofMethod) },
  global: nodeHttp.global,
};

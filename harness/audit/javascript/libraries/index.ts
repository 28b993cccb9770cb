import { agentkeepalive } from './agentkeepalive.ts';
import { axios } from './axios.ts';
import { dockerode } from './dockerode.ts';
import { fetch } from './fetch.ts';
import { got } from './got.ts';
import { ky } from './ky.ts';
import type { CallSpec, Library, PoolSpec } from './library.ts';
import { nodeFetch } from './node-fetch.ts';
import { nodeHttp, nodeHttps } from './node-http.ts';
import { pinoLoki } from './pino-loki.ts';
import { superagent } from './superagent.ts';
import { undici } from './undici.ts';
import { winstonLoki } from './winston-loki.ts';

/** Every library that is read. */
const LIBRARIES: readonly Library[] = [
  undici,
  nodeHttp,
  nodeHttps,
  fetch,
  axios,
  got,
  ky,
  nodeFetch,
  superagent,
  agentkeepalive,
  dockerode,
  pinoLoki,
  winstonLoki,
];

const byModule = new Map(LIBRARIES.flatMap((library) => library.modules.map((module) => [module, library] as const)));

/** 'undici.Agent' is 'Agent' of undici; a scope such as '@a/b' has no library here. */
function split(path: string): { library: Library; rest: string } | undefined {
  const [module = '', ...rest] = path.split('.');
  const library = byModule.get(module);
  return library && { library, rest: rest.join('.') };
}

export function libraryOf(path: string): Library | undefined {
  return split(path)?.library;
}

export function poolSpec(path: string): PoolSpec | undefined {
  const at = split(path);
  return at?.library.pools[at.rest];
}

export function callSpec(path: string): CallSpec | undefined {
  const at = split(path);
  return at?.library.calls[at.rest];
}

/** Of something that the library made. */
export function methodSpec(path: string, name: string): CallSpec | undefined {
  return libraryOf(path)?.methods[name];
}

/** The argument with the options of a client that carries them to its calls; undefined: it is none. */
export function clientOptionsAt(path: string): number | undefined {
  const at = split(path);
  return at?.library.clients[at.rest];
}

/** Whether calling it makes something, as `new` does. */
export function isMaker(path: string): boolean {
  const at = split(path);
  return at !== undefined && at.rest !== '' && at.rest in at.library.clients;
}

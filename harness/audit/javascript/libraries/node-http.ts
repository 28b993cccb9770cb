import { httpAgentKind } from '../../../scenario/transports/http-agent.ts';
import { type CallSpec, type Library, type PoolSpec, unlessOff } from './library.ts';
import { optionNames } from './option-names.ts';

// Defaults: Node 20 to 26, lib/_http_agent.js.
export const httpAgentSettings: PoolSpec['settings'] = {
  limit: { option: 'maxSockets', otherwise: Number.POSITIVE_INFINITY, means: unlessOff },
  totalLimit: { option: 'maxTotalSockets', otherwise: Number.POSITIVE_INFINITY, means: unlessOff },
  idleLimit: { option: 'maxFreeSockets', otherwise: 256 },
  idleMs: { option: 'timeout', otherwise: Number.POSITIVE_INFINITY, means: unlessOff },
  keepAlive: { option: 'keepAlive', otherwise: false },
};

export const httpAgent: PoolSpec = {
  optionsAt: 0,
  settings: httpAgentSettings,
  known: [...optionNames(httpAgentKind), 'maxCachedSessions', 'agentKeepAliveTimeoutBuffer', 'proxyEnv', 'defaultPort'],
  foreign: httpAgentKind.meant,
};

const request: CallSpec = {
  optionsAt: [0, 1],
  pool: ['agent'],
  timeout: ['timeout', 'signal'],
  answer: 'callback',
  urlAt: 0,
  method: null,
};

function moduleOf(name: string): Library {
  return {
    modules: [`node:${name}`],
    pools: { Agent: httpAgent },
    clients: {},
    calls: { request, get: { ...request, method: 'GET' } },
    methods: {},
    // Node 19 and later: https://nodejs.org/api/http.html#httpglobalagent
    global: {
      constructedBy: `${name}.globalAgent`,
      settings: {
        ...httpAgent,
        settings: { ...httpAgentSettings, keepAlive: { option: 'keepAlive', otherwise: true } },
      },
    },
  };
}

export const nodeHttp = moduleOf('http');
export const nodeHttps = moduleOf('https');

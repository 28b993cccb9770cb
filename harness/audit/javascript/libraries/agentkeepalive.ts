import { type Library, type PoolSpec, unlessOff } from './library.ts';
import { httpAgent, httpAgentSettings } from './node-http.ts';

// Defaults: agentkeepalive 4, lib/agent.js.
const pool: PoolSpec = {
  ...httpAgent,
  settings: {
    ...httpAgentSettings,
    keepAlive: { option: 'keepAlive', otherwise: true },
    idleMs: {
      option: ['freeSocketTimeout', 'freeSocketKeepAliveTimeout', 'keepAliveTimeout'],
      otherwise: 4_000,
      means: unlessOff,
    },
  },
  known: [...httpAgent.known, 'freeSocketTimeout', 'freeSocketKeepAliveTimeout', 'keepAliveTimeout', 'socketActiveTTL'],
  foreign: { connections: 'maxSockets', maxConnections: 'maxSockets', maxConnsPerHost: 'maxSockets' },
};

export const agentkeepalive: Library = {
  modules: ['agentkeepalive'],
  pools: { '': pool, Agent: pool, HttpAgent: pool, HttpsAgent: pool },
  clients: {},
  calls: {},
  methods: {},
  global: null,
};

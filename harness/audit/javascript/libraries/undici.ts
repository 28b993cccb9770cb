import { undiciAgentKind } from '../../../scenario/transports/undici-agent.ts';
import { type CallSpec, type Library, type PoolSpec, unlessOff } from './library.ts';
import { optionNames } from './option-names.ts';

/** Of `Client` and what stands on it, beside those of a scenario's transport. */
const KNOWN = [
  ...optionNames(undiciAgentKind),
  'allowH2',
  'autoSelectFamily',
  'autoSelectFamilyAttemptTimeout',
  'bodyTimeout',
  'clientFactory',
  'connect',
  'factory',
  'interceptors',
  'localAddress',
  'maxConcurrentStreams',
  'maxHeaderSize',
  'maxOrigins',
  'maxResponseSize',
  'pipelining',
  'socketPath',
  'strictContentLength',
  'tls',
  'webSocket',
];

// Defaults: undici 5 to 8, lib/dispatcher/client.js and pool.js.
const settings: PoolSpec['settings'] = {
  limit: { option: 'connections', otherwise: Number.POSITIVE_INFINITY, means: unlessOff },
  idleMs: { option: 'keepAliveTimeout', otherwise: 4_000 },
  keepAlive: { option: 'pipelining', otherwise: true, means: (value) => value !== 0 },
  // On over TLS since undici 8, and off before.
  http2: { option: 'allowH2' },
  connectTimeoutMs: { option: ['connectTimeout', 'connect.timeout'], otherwise: 10_000, means: unlessOff },
  headersTimeoutMs: { option: 'headersTimeout', otherwise: 300_000, means: unlessOff },
  bodyTimeoutMs: { option: 'bodyTimeout', otherwise: 300_000, means: unlessOff },
};

const agent: PoolSpec = { optionsAt: 0, settings, known: KNOWN, foreign: undiciAgentKind.meant };
const pool: PoolSpec = { ...agent, optionsAt: 1 };
const { limit: _, ...ofOne } = settings;
const client: PoolSpec = {
  ...pool,
  settings: ofOne,
  fixed: { limit: 1 },
  known: KNOWN.filter((name) => name !== 'connections'),
};
/** Takes the address of the proxy, or an object with it among the options. */
const proxyAgent: PoolSpec = {
  ...agent,
  known: [...KNOWN, 'uri', 'token', 'auth', 'headers', 'requestTls', 'proxyTls', 'proxyTunnel'],
};
const retryAgent: PoolSpec = { ...agent, optionsAt: 1, wraps: 0, settings: {}, known: [], foreign: {} };

const request: CallSpec = {
  optionsAt: [1],
  pool: ['dispatcher'],
  timeout: 'own',
  answer: 'status and body',
  urlAt: 0,
  method: null,
};
const ofPool: CallSpec = { ...request, optionsAt: [0], pool: [], urlAt: null };

export const undici: Library = {
  modules: ['undici'],
  pools: {
    Agent: agent,
    Pool: pool,
    BalancedPool: pool,
    RoundRobinPool: pool,
    Client: client,
    ProxyAgent: proxyAgent,
    EnvHttpProxyAgent: agent,
    RetryAgent: retryAgent,
  },
  clients: {},
  calls: {
    request,
    fetch: { ...request, answer: 'response' },
    stream: { ...request, answer: 'read' },
    pipeline: { ...request, answer: 'read' },
  },
  methods: {
    request: ofPool,
    stream: { ...ofPool, answer: 'read' },
    pipeline: { ...ofPool, answer: 'read' },
    dispatch: { ...ofPool, answer: 'read' },
  },
  global: { constructedBy: 'the global dispatcher of undici', settings: agent },
};

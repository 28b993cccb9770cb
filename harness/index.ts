// What a scenario file may import.
export { defineScenario, docker, loki } from './scenario/define.ts';
export { builtInFetch } from './scenario/transports/fetch.ts';
export { httpAgent } from './scenario/transports/http-agent.ts';
export { noKeepAlive } from './scenario/transports/no-keep-alive.ts';
export { poolManager } from './scenario/transports/pool-manager.ts';
export { requestLimiter, semaphore } from './scenario/transports/semaphore.ts';
export { undiciAgent } from './scenario/transports/undici-agent.ts';
export type { Client, ClientOptions, CreateClient } from './scenario/types.ts';

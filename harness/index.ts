// The package: what a scenario file and a project's poolproof.config.ts may import, and what `poolproof` does, as
// functions.
export { audit, compare, judge, run } from './app/library/lazily.ts';
export type {
  AuditOptions,
  CompareOptions,
  CompareProgress,
  RunOptions,
  RunProgress,
  ScenarioSource,
} from './app/library/types.ts';
export { PoolproofError } from './core/errors.ts';
export type { Duration } from './core/units.ts';
export type { AuditRecord } from './record/audit.ts';
export type { ComparisonRecord } from './record/comparison.ts';
export type { CaseRecord, Check, RunRecord } from './record/schema.ts';
export type { WatchRecord } from './record/watch.ts';
export type { ScenarioDefinition } from './scenario/define.ts';
export { command, defineScenario, docker, loki } from './scenario/define.ts';
export { defineConfig } from './scenario/project.ts';
export { axios } from './scenario/transports/axios.ts';
export { builtInFetch } from './scenario/transports/fetch.ts';
export { got } from './scenario/transports/got.ts';
export { httpAgent } from './scenario/transports/http-agent.ts';
export { requestLimiter, semaphore } from './scenario/transports/limiters.ts';
export { noKeepAlive } from './scenario/transports/no-keep-alive.ts';
export { nodeFetch } from './scenario/transports/node-fetch.ts';
export { poolManager } from './scenario/transports/pool-manager.ts';
export { superagent } from './scenario/transports/superagent.ts';
export { undiciAgent } from './scenario/transports/undici-agent.ts';
export { undiciDispatch } from './scenario/transports/undici-dispatch.ts';
export { undiciFetch } from './scenario/transports/undici-fetch.ts';
export { undiciPipeline } from './scenario/transports/undici-pipeline.ts';
export { undiciStream } from './scenario/transports/undici-stream.ts';
export type { Client, ClientOptions, CreateClient } from './scenario/types.ts';

import type { AllowInput } from '../scenario/allow.ts';
import type { ScenarioDefinition } from '../scenario/define.ts';
import type { RateLimitInput } from '../scenario/rate-limit.ts';
import type { CreateClient } from '../scenario/types.ts';

/**
 * What is put under test: a function that makes a client, which then plays in the test's own process, with whatever is
 * mocked or transformed there; or a module that exports `createClient`, by its URL or path, which gets a process of its
 * own. Only of the second can be told whether its process ends by itself.
 */
export type ClientSource = CreateClient | URL | string;

/** How a client is tried; without it 50 requests at a time, 200 in all, through 10 connections to a plain server. */
export interface PoolOptions {
  /** The most connections that it is asked to hold; default 10. */
  connections?: number;
  /** Requests in flight; default five for each connection. */
  concurrency?: number;
  /** The most idle connections that it promises to keep. */
  idle?: number;
  /** How long it promises to keep an idle connection, in milliseconds; up to 3,000 are waited for. */
  idleMs?: number;
  /** The requests after which it retires a connection. */
  rotation?: number;
  /** The age at which it retires a connection, in milliseconds. */
  lifetimeMs?: number;
  /** The most requests that it sends in each window of time, while others wait; `perMs` is 1,000 without a word. */
  rateLimit?: RateLimitInput;
  /** Leftovers that are known and meant, each with its reason. */
  allow?: AllowInput;
  /** What else of a scenario is to be otherwise: its target, its requests, its load. */
  scenario?: Partial<Omit<ScenarioDefinition, 'configurations'>>;
  /** The folder for the record and page of a failure; default: `poolproof-results-UID` in the temporary folder. */
  out?: string;
}

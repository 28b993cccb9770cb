import { z } from 'zod';
import { atLeastOne } from './values.ts';

/** A rate by which a client limits itself: what is beyond it waits at the client for the next window of time. */
export interface RateLimit {
  requests: number;
  perMs: number;
}

export interface RateLimitInput {
  /** The most requests that it sends in each window of time. @example 100 */
  requests: number;
  /** How long that window is, in milliseconds. @default 1000 @example 60000 */
  perMs?: number | undefined;
}

export const rateLimit = z.strictObject({ requests: atLeastOne, perMs: atLeastOne.optional() });

export function normalizeRateLimit(input: RateLimitInput | undefined): RateLimit | null {
  return input ? { requests: input.requests, perMs: input.perMs ?? 1_000 } : null;
}

import { z } from 'zod';
import type { RequestSpec } from './types.ts';
import { atLeastOne } from './values.ts';

/** One kind of request, as files write it. */
export interface RequestInput {
  /** The method. @default 'GET' @example 'POST' */
  method?: string | undefined;
  /** The path, with its query. @example '/loki/api/v1/push' */
  path: string;
  /** Headers by name. @default {} @example { "Content-Type": "application/json" } */
  headers?: Record<string, string> | undefined;
  /** The body; without it none is sent. @example '{"streams":[]}' */
  body?: string | undefined;
  /** How often it is sent for each time that one of weight 1 is. @default 1 @example 3 */
  weight?: number | undefined;
  /** The status that counts as an answer; without it any below 400. @example 204 */
  expectStatus?: number | undefined;
}

export const request = z.strictObject({
  method: z.string().optional(),
  path: z.string().startsWith('/', { error: "a path that starts with '/'" }),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  weight: atLeastOne.optional(),
  expectStatus: z.int().min(100).max(599).optional(),
});

export function normalizeRequest(spec: z.output<typeof request>): RequestSpec {
  const asked = /^\/status\/(\d{3})\b/.exec(spec.path)?.[1];
  return {
    method: spec.method ?? 'GET',
    path: spec.path,
    headers: spec.headers ?? {},
    body: spec.body ?? null,
    weight: spec.weight ?? 1,
    // A request to the plain target for a status gets that status.
    expectStatus: spec.expectStatus ?? (asked ? Number(asked) : null),
  };
}

import { z } from 'zod';
import type { RequestSpec } from './types.ts';
import { atLeastOne } from './values.ts';

/** One kind of request, as files write it. */
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

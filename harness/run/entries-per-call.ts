import { z } from 'zod';
import type { RequestSpec, Scenario } from '../scenario/types.ts';

const PUSH = /\/push$/;

const pushSchema = z.object({ streams: z.array(z.object({ values: z.array(z.unknown()) })) });

/**
 * How many lines a call of the load pushes on average; null where the target is no Loki, or a body is not to be read.
 */
export function entriesPerCall({ target, requests }: Pick<Scenario, 'target' | 'requests'>): number | null {
  if (target.kind !== 'loki') return null;
  const lines = requests.map((request) => ({ count: linesOf(request), weight: request.weight }));
  if (lines.some(({ count }) => count === null)) return null;
  const calls = lines.reduce((sum, { weight }) => sum + weight, 0);
  return lines.reduce((sum, { count, weight }) => sum + (count ?? 0) * weight, 0) / calls;
}

/** A push without a body is a line that the client makes itself. */
function linesOf({ path, body }: RequestSpec): number | null {
  if (!PUSH.test(path)) return 0;
  if (body === null) return 1;
  try {
    const { streams } = pushSchema.parse(JSON.parse(body));
    return streams.reduce((sum, { values }) => sum + values.length, 0);
  } catch {
    return null;
  }
}

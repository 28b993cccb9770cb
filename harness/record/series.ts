import { z } from 'zod';

/** A step line: `v[i]` holds from `t[i]` milliseconds after the case's start until the next point. */
export const seriesSchema = z.object({ t: z.array(z.number()), v: z.array(z.number()) });

export type Series = z.infer<typeof seriesSchema>;

import type { Check } from '../../record/schema.ts';

/** A figure of each configuration, by its name. */
export type Shares = Record<string, number>;

export function validityCheck(
  name: string,
  status: Check['status'],
  summary: string,
  details: Check['details'] = {},
): Check {
  return { name, status, summary, details };
}

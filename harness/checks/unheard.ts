import type { Check, MeasuredCase } from '../record/schema.ts';
import { bothAccounts } from '../record/word-of-client.ts';
import { isUnheard } from './client-word.ts';

/** Where no request reached the server a client did nothing that could be seen to go well: no check passes. */
export function withoutPraise({ evidence }: MeasuredCase, checks: readonly Check[]): Check[] {
  if (!isUnheard(bothAccounts(evidence))) return [...checks];
  return checks.map((check) => {
    if (check.status !== 'pass') return check;
    return {
      ...check,
      status: 'skipped',
      summary: `Proves nothing, since no request reached the server: ${check.summary}`,
    };
  });
}

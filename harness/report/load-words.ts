import { formatCount } from '../core/units.ts';
import type { CaseRecord } from '../record/schema.ts';

/** '200 requests at a time'. Records that lack the line are of the one executor that there was. */
export function loadWords({ inWords, concurrency = 0 }: CaseRecord['load']): string {
  return inWords ?? `${formatCount(concurrency, 'request')} at a time`;
}

import type { CaseRecord, Check } from '../record/schema.ts';

/** All checks of a case with this verdict. */
export function namesOf({ checks }: CaseRecord, status: Check['status']): string[] {
  return checks.filter((check) => check.status === status).map(({ name }) => name);
}

/** What a healthy client must not have: whatever accuses it, or does not clear it. */
export function objectionsTo({ checks }: CaseRecord): Check[] {
  return checks.filter(({ status }) => status === 'fail' || status === 'inconclusive');
}

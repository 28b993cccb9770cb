import type { MeasuredCase, Settings } from '../record/schema.ts';

/** What a configuration allows to be left: how many of a kind, and why; several entries add up. */
export interface Allowed {
  most: number;
  /** For the sentence. */
  reason: string;
}

/** Null: nothing of this kind is allowed. */
export function allowedFor({ settings }: MeasuredCase, check: keyof Settings['allow'], kind: string): Allowed | null {
  const entries = settings.allow[check].filter((entry) => entry.kind === kind);
  if (entries.length === 0) return null;
  return {
    most: entries.reduce((sum, { most }) => sum + most, 0),
    reason: entries.map(({ reason }) => reason).join('; '),
  };
}

export function isWithin(count: number, allowed: Allowed | null): allowed is Allowed {
  return allowed !== null && count <= allowed.most;
}

/** Appended to the sentence of what is left, whether it is within what is allowed or beyond. */
export function allowanceText(allowed: Allowed | null): string {
  return allowed ? ` (up to ${allowed.most.toLocaleString('en')} allowed: ${allowed.reason})` : '';
}

import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { Check, CheckStatus, MeasuredCase } from '../record/schema.ts';

/** A pure function from what was measured to a verdict with its evidence. */
export type CheckFunction = (measured: MeasuredCase) => Check;

/** A verdict; `summary` is one sentence with the figures. */
export function verdict(
  name: string,
  status: CheckStatus,
  summary: string,
  details: Record<string, unknown> = {},
): Check {
  return { name, status, summary, details };
}

export function total(windows: readonly LedgerWindow[], key: 'opened' | 'closed' | 'requests' | 'neverUsed'): number {
  return windows.reduce((sum, window) => sum + window[key], 0);
}

export function peak(windows: LedgerWindow[], key: 'openPeak' | 'activePeak' | 'requestsInFlightPeak'): number {
  return Math.max(0, ...windows.map((window) => window[key]));
}

/** How many requests came to an end, or met their deadline. */
export { callsIn as requestsIn } from '../record/word-of-client.ts';

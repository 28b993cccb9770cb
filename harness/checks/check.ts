import type { LedgerWindow } from '../record/evidence.ts';
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

/** The server's account while requests were sent: warm-up and load. */
export function loadWindows({ evidence }: MeasuredCase): LedgerWindow[] {
  return [evidence.ledger.warmup, evidence.ledger.load].filter((window) => window !== undefined);
}

/** The server's account from the first request until the client was closed. */
export function lifeWindows({ evidence }: MeasuredCase): LedgerWindow[] {
  const names = ['warmup', 'load', 'drain', 'collect'];
  return names.flatMap((name) => evidence.ledger[name] ?? []);
}

export function total(windows: LedgerWindow[], key: 'opened' | 'closed' | 'requests' | 'neverUsed'): number {
  return windows.reduce((sum, window) => sum + window[key], 0);
}

export function peak(windows: LedgerWindow[], key: 'openPeak' | 'activePeak' | 'requestsInFlightPeak'): number {
  return Math.max(0, ...windows.map((window) => window[key]));
}

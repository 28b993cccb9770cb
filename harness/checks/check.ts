import type { LedgerWindow, RequestTally } from '../record/evidence.ts';
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

/** The server's account until the load ended: a client may open connections when it is made, before any request. */
export function loadWindows({ evidence: { ledger } }: MeasuredCase): LedgerWindow[] {
  return ledger.load ? [ledger.baseline, ledger.warmup, ledger.load].filter((window) => window !== undefined) : [];
}

/** The server's account from the making of the client until it was closed. */
export function lifeWindows({ evidence }: MeasuredCase): LedgerWindow[] {
  const { close, exit, ...life } = evidence.ledger;
  return Object.values(life);
}

export function total(windows: LedgerWindow[], key: 'opened' | 'closed' | 'requests' | 'neverUsed'): number {
  return windows.reduce((sum, window) => sum + window[key], 0);
}

export function peak(windows: LedgerWindow[], key: 'openPeak' | 'activePeak' | 'requestsInFlightPeak'): number {
  return Math.max(0, ...windows.map((window) => window[key]));
}

/** How many requests came to an end, or met their deadline. */
export function requestsIn(tally: Pick<RequestTally, 'answered' | 'errors' | 'neverAnswered'> | null): number {
  return tally ? tally.answered + tally.errors + tally.neverAnswered : 0;
}

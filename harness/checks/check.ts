import { AFTERWARDS, AFTERWARDS_PHASE } from '../record/evidence/case.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
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
  return ledger.load ? present([ledger.baseline, ledger.warmup, ledger.load]) : [];
}

/** The loads that came after a rest or after trouble, in which nothing was wrong: the cycles, and the one after the probes. */
export function laterLoads({ evidence: { ledger, growth, probes } }: MeasuredCase) {
  const windows = present([ledger.growth, ledger[AFTERWARDS_PHASE]]);
  const tallies: RequestTally[] = present([growth.tally, probes[AFTERWARDS]]);
  return { windows, tallies };
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
export { callsIn as requestsIn } from '../record/word-of-client.ts';

/** How long the client had for these phases, in seconds. */
export function secondsOf({ phases }: MeasuredCase, names: readonly string[]): number {
  const ms = phases.filter(({ name }) => names.includes(name)).map(({ startMs, endMs }) => endMs - startMs);
  return ms.reduce((sum, length) => sum + length, 0) / 1_000;
}

function present<T>(values: (T | null | undefined)[]): T[] {
  return values.filter((value) => value !== null && value !== undefined);
}

import type { Broken, Closure, LedgerWindow } from '../../harness/record/evidence/ledger.ts';

/** What is counted until the window is taken, one step an event; the ledger adds what it keeps by other means. */
export function emptyWindow(openAtStart: number) {
  return {
    opened: 0,
    closed: 0,
    requests: 0,
    openAtStart,
    requestsInFlightPeak: 0,
    bytesRead: 0,
    bytesWritten: 0,
    neverUsed: 0,
    serviceMaxMs: 0,
    queuedBehindBusy: 0,
    statuses: {} as Record<string, number>,
    broken: { byClient: {}, byServer: {} } as Broken,
    // The ledger knows nothing of what requests are about.
    entriesTaken: null,
    requestCounts: new Map<number, number>(),
    closures: new Map<string, Closure>(),
  };
}

export function addCount(counts: Map<number, number>, value: number): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** Least, median and most requests of a connection. */
export function summarize(counts: Map<number, number>): LedgerWindow['requestsPerConnection'] {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  const median = sorted.find(([, count]) => {
    seen += count;
    return seen * 2 >= total;
  });
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && last && median ? { min: first[0], p50: median[0], max: last[0] } : null;
}

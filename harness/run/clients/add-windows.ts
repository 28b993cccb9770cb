import type { Closure, LedgerWindow } from '../../record/evidence/ledger.ts';
import { mergeHistograms } from '../../record/hdr.ts';

/**
 * What the accounts of several clients add up to. Peaks and levels are not among it: these only a joint account knows.
 */
export type AddedWindows = Omit<
  LedgerWindow,
  'openPeak' | 'activePeak' | 'requestsInFlightPeak' | 'openLevels' | 'activeLevels'
>;

export function addWindows(windows: readonly LedgerWindow[]): AddedWindows {
  const sum = (key: Summed) => windows.reduce((total, window) => total + window[key], 0);
  const times = windows.flatMap(({ serviceTimes }) => serviceTimes ?? []);
  return {
    ...(Object.fromEntries(SUMMED.map((key) => [key, sum(key)])) as Record<Summed, number>),
    closures: addClosures(windows.flatMap(({ closures }) => closures)),
    // Of the medians of several accounts there is no median, and their classes have other bounds.
    requestsPerConnection: null,
    requestClasses: null,
    statuses: addCounts(windows.map(({ statuses }) => statuses)),
    broken: {
      byClient: addCounts(windows.map(({ broken }) => broken?.byClient ?? {})),
      byServer: addCounts(windows.map(({ broken }) => broken?.byServer ?? {})),
    },
    entriesTaken: null,
    serviceMaxMs: Math.max(0, ...windows.map(({ serviceMaxMs }) => serviceMaxMs)),
    serviceTimes: times.length > 0 ? mergeHistograms(times) : null,
    idle: [],
  };
}

const SUMMED = [
  'opened',
  'closed',
  'requests',
  'openAtStart',
  'openAtEnd',
  'activeAtEnd',
  'bytesRead',
  'bytesWritten',
  'neverUsed',
  'queuedBehindBusy',
] as const;
type Summed = (typeof SUMMED)[number];

function addCounts(counts: readonly Record<string, number>[]): Record<string, number> {
  const added: Record<string, number> = {};
  for (const each of counts) {
    for (const [name, count] of Object.entries(each)) added[name] = (added[name] ?? 0) + count;
  }
  return added;
}

function addClosures(closures: readonly Closure[]): Closure[] {
  const added = new Map<string, Closure>();
  for (const one of closures) {
    const key = `${one.by} ${one.reason}`;
    const before = added.get(key);
    added.set(key, {
      ...one,
      count: one.count + (before?.count ?? 0),
      active: one.active + (before?.active ?? 0),
      idleRetirements: one.idleRetirements + (before?.idleRetirements ?? 0),
      endless: one.endless + (before?.endless ?? 0),
    });
  }
  return [...added.values()];
}

import { formatCount, formatDurationMs } from '../core/units.ts';
import { type LedgerWindow, type LevelTimes, TWIN_PHASE } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, lifeWindows, peak, verdict } from './check.ts';

// A healthy client may show one connection more for a moment, because the server sees the next connect before the
// previous close. More than one, or one that lasts, is no coincidence of two events.
const MOMENT_MS = 5;
const OVERSHOOT_LASTS_MS = 100;
const OVERSHOOT_SHARE = 0.1;

/** Does the client hold the limit that it declares? Judged on connections with a request in flight at the same moment,
 * and on open connections beyond the limit that last. */
export const limit: CheckFunction = (measured) => {
  const declared = measured.settings.connectionLimit;
  const windows = lifeWindows(measured);
  if (declared === null) return verdict('limit', 'skipped', 'This configuration declares no connection limit.');
  if (windows.length === 0) return verdict('limit', 'inconclusive', 'No load was sent, so the limit was not tried.');
  // Streams are opened beside the load by order of the scenario; a client may keep a pool of their own for them.
  const allowed = declared + measured.load.streams;
  // Beside the twin the first client's connections are open and idle, and are no overshoot of the twin's.
  const ownOpen = windows.filter((window) => window !== measured.evidence.ledger[TWIN_PHASE]);
  const seen = {
    limit: allowed,
    activePeak: peak(windows, 'activePeak'),
    openPeak: peak(ownOpen, 'openPeak'),
    activeOverMs: longestOver(windows, allowed, 'activeLevels'),
    openOverMs: longestOver(ownOpen, allowed, 'openLevels'),
    openOverShare: shareOver(measured, ownOpen, allowed),
  };
  if (brokenByActive(seen)) return verdict('limit', 'fail', tooManyActive(seen), seen);
  if (brokenByOpen(seen)) return verdict('limit', 'fail', tooManyOpen(seen), seen);
  if (measured.load.concurrency <= declared) {
    return verdict('limit', 'skipped', untried(seen, measured.load.concurrency), seen);
  }
  return verdict('limit', 'pass', held(seen), seen);
};

interface Seen {
  limit: number;
  activePeak: number;
  openPeak: number;
  activeOverMs: number;
  openOverMs: number;
  openOverShare: number;
}

function brokenByActive({ limit: declared, activePeak, activeOverMs }: Seen): boolean {
  return activePeak > declared + 1 || (activePeak > declared && activeOverMs >= MOMENT_MS);
}

function brokenByOpen({ limit: declared, openPeak, openOverMs, openOverShare }: Seen): boolean {
  if (openPeak <= declared) return false;
  return openOverMs >= OVERSHOOT_LASTS_MS || (openPeak > declared + 1 && openOverShare >= OVERSHOOT_SHARE);
}

function tooManyActive({ limit: declared, activePeak, activeOverMs }: Seen): string {
  return `${formatCount(activePeak, 'connection')} had a request in flight at once, where the limit is ${declared}; more than ${declared} for up to ${formatDurationMs(activeOverMs)}.`;
}

function tooManyOpen({ limit: declared, openPeak, openOverMs }: Seen): string {
  return `${formatCount(openPeak, 'connection')} were open at once, where the limit is ${declared}; more than ${declared} for up to ${formatDurationMs(openOverMs)}.`;
}

function untried({ activePeak, limit: declared }: Seen, concurrency: number): string {
  const busy = formatCount(activePeak, 'connection');
  return `Not tried: ${formatCount(concurrency, 'request')} in flight cannot go beyond the limit of ${declared}; at most ${busy} busy at once.`;
}

function held({ limit: declared, activePeak, openPeak }: Seen): string {
  const moment = openPeak > declared ? ` (${openPeak} open for a moment, while one closed)` : '';
  return `At most ${formatCount(activePeak, 'connection')} busy and ${openPeak} open at once${moment}; the limit is ${declared}.`;
}

/** The longest time during which more than `limit` connections were there without a break. */
function longestOver(windows: LedgerWindow[], declared: number, levels: 'openLevels' | 'activeLevels'): number {
  return Math.max(0, ...windows.map((window) => window[levels].longestMs[declared] ?? 0));
}

/** Which share of the time of load more than `limit` connections were open. */
function shareOver({ phases }: MeasuredCase, windows: LedgerWindow[], declared: number): number {
  const overMs = windows.reduce((sum, { openLevels }) => sum + totalOver(openLevels, declared), 0);
  const loads = phases.filter(({ name }) => name === 'warmup' || name === 'load');
  const loadMs = loads.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs), 0);
  return loadMs > 0 ? overMs / loadMs : 0;
}

function totalOver({ totalMs }: LevelTimes, declared: number): number {
  return totalMs[declared] ?? 0;
}

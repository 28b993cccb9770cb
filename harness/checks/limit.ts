import { formatCount, formatDurationMs } from '../core/units.ts';
import { AFTERWARDS, TWIN_PHASE } from '../record/evidence/case.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { LimitFigures } from '../record/limit-figures.ts';
import { mostInFlight } from '../record/most-in-flight.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { breaksLimit } from '../stats/limit-rule.ts';
import { type CheckFunction, lifeWindows, peak, secondsOf, verdict } from './check.ts';

/** The phases with load, until the load's end and after it; what a rest leaves open is the affair of `drain`. */
const SHARED: readonly ((phase: string) => boolean)[] = [
  (phase) => phase === 'warmup' || phase === 'load',
  (phase) => phase === 'growth' || (phase.startsWith('probe: ') && phase !== TWIN_PHASE),
];

/** What went wrong by order while the limit was watched. */
const TRIED: Record<string, string> = {
  rotation: 'rotation',
  refusal: 'refused connections',
  'time-outs': 'time-outs',
  names: 'slow connects by name',
};

/** Does the client hold the limit that it declares? Judged on connections with a request in flight at the same moment,
 * and on open connections beyond the limit that last. */
export const limit: CheckFunction = (measured) => {
  const declared = measured.settings.connectionLimit;
  const windows = lifeWindows(measured);
  if (declared === null) return verdict('limit', 'skipped', 'This configuration declares no connection limit.');
  if (windows.length === 0) return verdict('limit', 'inconclusive', 'No load was sent, so the limit was not tried.');
  const seen = { ...limitFigures(measured, declared), streams: streamsOf(measured), tried: tried(measured) };
  const broken = breaksLimit(seen);
  if (broken === 'busy') return verdict('limit', 'fail', tooManyActive(seen), seen);
  if (broken === 'open') return verdict('limit', 'fail', tooManyOpen(seen), seen);
  const inFlight = mostInFlight(measured);
  if (inFlight <= declared) return verdict('limit', 'skipped', untried(seen, inFlight), seen);
  return verdict('limit', 'pass', held(seen), seen);
};

interface Seen extends LimitFigures {
  streams: number;
  tried: string[];
}

/** What the server saw beyond the limit `declared`, streams beside the load apart: they are opened by order of the scenario. */
export function limitFigures(measured: MeasuredCase, declared: number): LimitFigures {
  const windows = lifeWindows(measured);
  // A client may keep a pool of their own for streams.
  const allowed = declared + streamsOf(measured);
  // Beside the twin the first client's connections are open and idle, and are no overshoot of the twin's.
  const ownOpen = windows.filter((window) => window !== measured.evidence.ledger[TWIN_PHASE]);
  return {
    limit: allowed,
    activePeak: peak(windows, 'activePeak'),
    openPeak: peak(ownOpen, 'openPeak'),
    activeOverMs: longestOver(windows, allowed, 'activeLevels'),
    openOverMs: longestOver(ownOpen, allowed, 'openLevels'),
    openOverShare: Math.max(...SHARED.map((phases) => shareOver(measured, phases, allowed))),
  };
}

function streamsOf({ evidence: { streams } }: MeasuredCase): number {
  return streams?.seen ?? 0;
}

function tooManyActive({ limit: declared, streams, activePeak, activeOverMs }: Seen): string {
  return `${formatCount(activePeak, 'connection')} had a request in flight at once, where the limit is ${withStreams(declared, streams)}; more than ${declared} for up to ${formatDurationMs(activeOverMs)}.`;
}

function tooManyOpen({ limit: declared, streams, openPeak, openOverMs }: Seen): string {
  return `${formatCount(openPeak, 'connection')} were open at once, where the limit is ${withStreams(declared, streams)}; more than ${declared} for up to ${formatDurationMs(openOverMs)}.`;
}

function untried({ activePeak, limit: declared }: Seen, inFlight: number): string {
  const busy = formatCount(activePeak, 'connection');
  return `Not tried: ${formatCount(inFlight, 'request')} in flight cannot go beyond the limit of ${declared}; at most ${busy} busy at once.`;
}

function held({ limit: declared, streams, tried: wrong, activePeak, openPeak }: Seen): string {
  const moment = openPeak > declared ? ` (${openPeak} open for a moment, while one closed)` : '';
  const through = wrong.length > 0 ? `, through ${wrong.join(', ')} too` : '';
  return `At most ${formatCount(activePeak, 'connection')} busy and ${openPeak} open at once${moment}; the limit is ${withStreams(declared, streams)}${through}${judgedOn(activePeak, openPeak, declared)}.`;
}

/** Far fewer busy than there could be say little of a limit on busy ones. */
function judgedOn(activePeak: number, openPeak: number, declared: number): string {
  if (2 * activePeak >= declared) return '';
  if (2 * openPeak < declared) return '. So few were needed that the limit was hardly tried';
  return '. The server answered too fast for more to be busy at the same moment: the limit was judged on the open ones';
}

function withStreams(allowed: number, streams: number): string {
  return streams > 0 ? `${allowed} (${streams} of them for the streams beside the load)` : `${allowed}`;
}

function tried({ evidence: { probes } }: MeasuredCase): string[] {
  return Object.keys(probes).flatMap((name) => (name === AFTERWARDS ? [] : [TRIED[name] ?? name]));
}

/** The longest time during which more than `limit` connections were there without a break. */
function longestOver(windows: LedgerWindow[], declared: number, levels: 'openLevels' | 'activeLevels'): number {
  return Math.max(0, ...windows.map((window) => window[levels].longestMs[declared] ?? 0));
}

/** Which share of the time of these phases more than `limit` connections were open. */
function shareOver(measured: MeasuredCase, isOne: (phase: string) => boolean, declared: number): number {
  const windows = Object.entries(measured.evidence.ledger).filter(([phase]) => isOne(phase));
  const overMs = windows.reduce((sum, [, { openLevels }]) => sum + (openLevels.totalMs[declared] ?? 0), 0);
  const ms =
    1_000 *
    secondsOf(
      measured,
      windows.map(([phase]) => phase),
    );
  return ms > 0 ? overMs / ms : 0;
}

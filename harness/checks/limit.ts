import { formatCount, formatDurationMs } from '../core/units.ts';
import { askedBeside, asksOneByOne } from '../record/asked-by-itself.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { PlayedPhase } from '../record/evidence/phase.ts';
import type { LimitFigures } from '../record/limit-figures.ts';
import { mostInFlight } from '../record/most-in-flight.ts';
import { afterLoad, byFirstClient, life, loads, secondsOf, troubles, windowsOf } from '../record/phases/select.ts';
import { kindOf } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { streamsBeside } from '../record/streams.ts';
import { isAnsweredInTime } from '../record/word-of-client.ts';
import { breaksLimit } from '../stats/limit-rule.ts';
import { type CheckFunction, peak, verdict } from './check.ts';

/** Does the client hold the limit that it declares? Judged on connections with a request in flight at the same moment,
 * and on open connections beyond the limit that last. */
export const limit: CheckFunction = (measured) => {
  const declared = measured.settings.connectionLimit;
  if (declared === null) return verdict('limit', 'skipped', 'This configuration declares no connection limit.');
  if (windowsOf(life(measured.evidence.phases)).length === 0)
    return verdict('limit', 'inconclusive', 'No load was sent, so the limit was not tried.');
  const seen = {
    ...limitFigures(measured, declared),
    streams: streamsBeside(measured.evidence),
    tried: tried(measured),
  };
  const clients = measured.evidence.shares ? measured.clientOf?.clients : 1;
  const broken = breaksLimit(seen, clients);
  if (broken) {
    const summary = broken === 'busy' ? tooManyActive(seen) : tooManyOpen(seen);
    const isByOne = breaksLimit(limitFigures(measured, declared + 1), clients) === null;
    if (!isByOne || !asksByItself(measured)) return verdict('limit', 'fail', summary, seen);
    return verdict('limit', 'inconclusive', `${summary} ${ASKS_BY_ITSELF}`, seen);
  }
  // What a program would have liked to open shows where it opened all that it may.
  if (measured.evidence.drive !== null && seen.openPeak >= declared) return verdict('limit', 'pass', held(seen), seen);
  const inFlight = mostInFlight(measured);
  if (inFlight <= declared) return verdict('limit', 'skipped', untried(seen, inFlight), seen);
  return verdict('limit', 'pass', held(seen), seen);
};

const ASKS_BY_ITSELF =
  'It asks by itself while nothing is asked of it, one request at a time: if by a pool of its own, as checks of the health of its target may, say what both may have together.';

/** Who answers before it sends, or is fed lines, works off at rest what it was asked for. */
function asksByItself({ evidence: { drive, phases } }: MeasuredCase): boolean {
  return (drive === null || drive === 'http') && isAnsweredInTime(phases) && asksOneByOne(phases);
}

interface Seen extends LimitFigures {
  streams: number;
  tried: string[];
}

/**
 * What the server saw beyond the limit `declared`, streams beside the load apart: they are opened by order of the
 * scenario.
 */
export function limitFigures(measured: MeasuredCase, declared: number): LimitFigures {
  const phases = measured.evidence.phases;
  const lived = life(phases).map((phase) => ({ ...phase, beside: askedBeside(phases, phase) }));
  // A client may keep a pool of their own for streams.
  const allowed = declared + streamsBeside(measured.evidence);
  const ownOpen = windowsOf(byFirstClient(life(phases)));
  return {
    limit: allowed,
    activePeak: Math.max(0, ...lived.map(({ ledger, beside }) => ledger.activePeak - beside)),
    openPeak: peak(ownOpen, 'openPeak'),
    activeOverMs: Math.max(
      0,
      ...lived.map(({ ledger, beside }) => longestOver([ledger], allowed + beside, 'activeLevels')),
    ),
    openOverMs: longestOver(ownOpen, allowed, 'openLevels'),
    openOverShare: Math.max(shareOver(loads(phases), allowed), shareOver(afterLoad(phases), allowed)),
  };
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

/** What was wrong by our order while the limit was watched. */
function tried(measured: MeasuredCase): string[] {
  return troubles(measured.evidence.phases).flatMap(({ name, tally }) => (tally ? (kindOf(name).trouble ?? name) : []));
}

/** The longest time during which more than `limit` connections were there without a break. */
function longestOver(windows: LedgerWindow[], declared: number, levels: 'openLevels' | 'activeLevels'): number {
  return Math.max(0, ...windows.map((window) => window[levels].longestMs[declared] ?? 0));
}

/** Which share of the time of these phases more than `limit` connections were open. */
function shareOver(phases: readonly PlayedPhase[], declared: number): number {
  const overMs = windowsOf(phases).reduce((sum, { openLevels }) => sum + (openLevels.totalMs[declared] ?? 0), 0);
  const ms = 1_000 * secondsOf(phases);
  return ms > 0 ? overMs / ms : 0;
}

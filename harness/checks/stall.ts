import { STALL } from '../core/bounds/stall.ts';
import { formatCount, formatDurationMs, formatShare } from '../core/units.ts';
import { addTallies } from '../record/add-tallies.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { Overtaken } from '../record/evidence/requests.ts';
import { laterLoads, life, loads, played, talliesOf, untilLoadEnd, windowsOf } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { bothAccounts, isAnsweredInTime } from '../record/word-of-client.ts';
import { type CheckFunction, total, verdict } from './check.ts';
import { areSomeUnseen, isUnheard, serverSaw } from './client-word.ts';
import { excuseUnanswered } from './stall/fair-wait.ts';
import { type NoProgress, noProgress, stoodStill } from './stall/no-progress.ts';
import { excuseToWait, type Given } from './stall/told-to-wait.ts';

/** Does every request get its turn? Starvation leaves no trace on the server, so each request has its own deadline. */
export const stall: CheckFunction = (measured) => {
  const phases = measured.evidence.phases;
  const load = played(phases, PHASES.load)?.tally;
  if (!load) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  const windows = windowsOf(untilLoadEnd(phases));
  // In the probe of time-outs callers give up by design; in the cycles, and in the load after the probes, nobody should
  // have to.
  const later = laterLoads(phases);
  const afterRest = addTallies(talliesOf(later));
  const whole = addTallies([...talliesOf(loads(phases)), afterRest]);
  const seen = {
    neverAnswered: whole?.neverAnswered ?? 0,
    neverAnsweredLater: afterRest?.neverAnswered ?? 0,
    answered: whole?.answered ?? 0,
    deadlineMs: measured.load.deadlineMs,
    load: noProgress(measured, { tally: load, windows, needed: STALL.stretches.is }),
    later: noProgress(measured, {
      tally: afterRest,
      windows: windowsOf(later),
      before: windows,
      needed: Math.max(STALL.stretches.is, STALL.stretchesPerCycle.is * cyclesOf(measured)),
    }),
    starved: starvedByOthers(measured),
    queuedBehindBusy: windows.reduce((sum, window) => sum + window.queuedBehindBusy, 0),
    queuedShare: queuedShare(windows),
  };
  const ofLoad = { windows, tallies: talliesOf(loads(phases)) };
  const ofLater = { windows: windowsOf(later), tallies: talliesOf(later) };
  const ofAll = {
    windows: [...ofLoad.windows, ...ofLater.windows],
    tallies: [...ofLoad.tallies, ...ofLater.tallies],
  };
  const excuse = excuseUnanswered(measured, seen.neverAnswered, ofAll);
  const found: Found[] = [
    ...(seen.neverAnswered > 0 ? [{ sentence: starved(seen), excuse }] : []),
    ...stoodIn(measured, ofLoad, { whole: 'of the load', part: seen.load }),
    ...stoodIn(measured, ofLater, { whole: 'of the loads after it', part: seen.later }),
    ...(seen.starved.length >= STALL.starved.is ? [{ sentence: unfair(measured, seen.starved) }] : []),
    ...(seen.queuedShare >= STALL.queuedShare.is ? [{ sentence: blocked(seen) }] : []),
  ];
  const fault = found.find(({ excuse }) => excuse === undefined);
  if (fault) return verdict('stall', 'fail', `${fault.sentence}${fault.hint ?? ''}.`, seen);
  const [excused] = found;
  if (excused) return verdict('stall', 'inconclusive', `${excused.sentence}; ${excused.excuse}`, seen);
  if (isUnheard(bothAccounts(measured.evidence))) return verdict('stall', 'inconclusive', NO_REQUEST, seen);
  return verdict('stall', 'pass', everyTurn(measured), seen);
};

/** What waited, and why that may be no fault of the client: it is accused of nothing then, and not cleared either. */
interface Found {
  sentence: string;
  excuse?: string | undefined;
  /** What to do where it is meant. */
  hint?: string | undefined;
}

/** By the record a client that limits its own rate cannot be told from one whose queue is looked at by a timer. */
function rateHint({ settings: { rateLimit } }: MeasuredCase, { heldBackMs }: NoProgress): string | undefined {
  if (heldBackMs !== undefined) return undefined;
  if (!rateLimit) return '; a client that limits its own rate declares it (rateLimit)';
  return `; its rate limit of ${formatCount(rateLimit.requests, 'request')} in ${formatDurationMs(rateLimit.perMs)} is not why, for it sent fewer or more`;
}

type Unanswered = Record<'neverAnswered' | 'neverAnsweredLater' | 'answered' | 'deadlineMs', number>;

function stoodIn(measured: MeasuredCase, given: Given, { whole, part }: { whole: string; part: NoProgress }): Found[] {
  if (!part.isStalled) return [];
  const excuse = excuseToWait(measured, part.stretches, given);
  return [{ sentence: stoodStill(part, whole), excuse, hint: rateHint(measured, part) }];
}

/**
 * Requests that waited while others came later and were served, again and again, by a server that did nothing wrong.
 */
function starvedByOthers(measured: MeasuredCase): Overtaken[] {
  const { tally, ledger: window } = played(measured.evidence.phases, PHASES.load) ?? {};
  if (!tally || !window || measured.target.behaviour.faults) return [];
  // A client may rightly wait before it tries again.
  if (Object.keys(window.statuses).some((status) => !(Number(status) < 400))) return [];
  const leastMs = Math.max(STALL.starvedShare.is * tally.elapsedMs, STALL.starvedServices.is * window.serviceMaxMs);
  return tally.overtaken.filter(
    ({ by, tookMs }) => by >= STALL.starvedTurns.is * tally.inFlightPeak && tookMs >= leastMs,
  );
}

function unfair(measured: MeasuredCase, starvedOnes: readonly Overtaken[]): string {
  const most = Math.max(...starvedOnes.map(({ by }) => by));
  const longestMs = Math.max(...starvedOnes.map(({ tookMs }) => tookMs));
  const load = formatDurationMs(played(measured.evidence.phases, PHASES.load)?.tally?.elapsedMs ?? 0);
  return `At least ${formatCount(starvedOnes.length, 'request')} waited for up to ${formatDurationMs(longestMs)} of ${load} while as many as ${most.toLocaleString('en')} that came later were served: the queue is not fair`;
}

function cyclesOf({ evidence: { growth } }: MeasuredCase): number {
  return growth.first.length + growth.again.length;
}

function queuedShare(windows: LedgerWindow[]): number {
  const requests = total(windows, 'requests');
  return requests > 0 ? windows.reduce((sum, window) => sum + window.queuedBehindBusy, 0) / requests : 0;
}

function starved(seen: Unanswered): string {
  const late =
    seen.neverAnsweredLater > 0
      ? `, ${seen.neverAnsweredLater.toLocaleString('en')} of them in the loads after a rest`
      : '';
  return `${formatCount(seen.neverAnswered, 'request')} never answered within ${formatDurationMs(seen.deadlineMs)}${late}; ${seen.answered.toLocaleString('en')} were`;
}

function blocked({ queuedBehindBusy, queuedShare: share }: { queuedBehindBusy: number; queuedShare: number }): string {
  return `${formatCount(queuedBehindBusy, 'request')} (${formatShare(share)}) queued behind another one on a busy connection while a connection of the pool was idle`;
}

const NO_REQUEST = 'No request reached the server, so that none could be kept waiting there.';

/** That calls ended says that their requests were answered only where the server has answered as many. */
function everyTurn(measured: MeasuredCase): string {
  const { evidence, metrics } = measured;
  const both = bothAccounts(evidence);
  if (areSomeUnseen(both) || both.left > 0 || !isAnsweredInTime(measured.evidence.phases)) {
    const longestMs = Math.max(0, ...windowsOf(life(measured.evidence.phases)).map(({ serviceMaxMs }) => serviceMaxMs));
    const answers = both.good > 0 ? formatCount(both.good, 'good answer') : 'no good answer';
    return `Every call came to its end, as the client says; ${serverSaw(both)}, gave ${answers}, and had none for longer than ${formatDurationMs(longestMs)}.`;
  }
  const slowest =
    metrics.latencyMaxMs === null ? '' : `; the slowest answer took ${formatDurationMs(metrics.latencyMaxMs)}`;
  return `Every request was answered${slowest}.`;
}

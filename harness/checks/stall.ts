import { formatCount, formatDurationMs, formatShare } from '../core/units.ts';
import type { LedgerWindow, RequestTally } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, loadWindows, total, verdict } from './check.ts';

// A stretch in which work waits and nothing ends, beyond the longest time that the server took for an answer, is no answer on
// its way. A busy machine makes short ones; one that long, or several that fill the time, it does not make.
const STILL_MS = 250;
const LONG_STILL_MS = 2_000;
const STILLS = 3;
const STILL_SHARE = 0.3;

/** Requests behind another one of their connection while a connection is idle: a few are coincidences. */
const QUEUED_SHARE = 0.05;

/** Does every request get its turn? Starvation leaves no trace on the server, so each request has its own deadline. */
export const stall: CheckFunction = (measured) => {
  const { requests, probes } = measured.evidence;
  if (!requests.load) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  const seen = {
    // In the probe of time-outs callers give up by design; in the one after it nobody should have to.
    neverAnswered: [requests.warmup, requests.load, probes.afterwards].reduce(
      (sum, tally) => sum + (tally?.neverAnswered ?? 0),
      0,
    ),
    answered: requests.load.answered,
    deadlineMs: measured.load.deadlineMs,
    ...stillness(requests.load, loadWindows(measured)),
    queuedBehindBusy: loadWindows(measured).reduce((sum, window) => sum + window.queuedBehindBusy, 0),
    queuedShare: queuedShare(loadWindows(measured)),
  };
  if (seen.neverAnswered > 0) return verdict('stall', 'fail', starved(seen), seen);
  if (seen.isStill) return verdict('stall', 'fail', stoodStill(seen), seen);
  if (seen.queuedShare >= QUEUED_SHARE) return verdict('stall', 'fail', blocked(seen), seen);
  return verdict('stall', 'pass', everyTurn(measured), seen);
};

/** The stretches of the load in which nothing ended for longer than the server explains. */
function stillness(load: RequestTally, windows: LedgerWindow[]) {
  const serviceMaxMs = Math.max(0, ...windows.map((window) => window.serviceMaxMs));
  const stills = load.stillMs.map((ms) => ms - serviceMaxMs).filter((ms) => ms >= STILL_MS);
  const totalMs = stills.reduce((sum, ms) => sum + ms, 0);
  const share = load.elapsedMs > 0 ? totalMs / load.elapsedMs : 0;
  const longestMs = Math.max(0, ...stills);
  const isStill = longestMs >= LONG_STILL_MS || (stills.length >= STILLS && share >= STILL_SHARE);
  return { serviceMaxMs, stills: stills.length, longestStillMs: longestMs, stillShare: share, isStill };
}

function queuedShare(windows: LedgerWindow[]): number {
  const requests = total(windows, 'requests');
  return requests > 0 ? windows.reduce((sum, window) => sum + window.queuedBehindBusy, 0) / requests : 0;
}

function starved({
  neverAnswered,
  deadlineMs,
  answered,
}: {
  neverAnswered: number;
  deadlineMs: number;
  answered: number;
}): string {
  return `${formatCount(neverAnswered, 'request')} never answered within ${formatDurationMs(deadlineMs)}; ${answered.toLocaleString('en')} were.`;
}

function stoodStill({
  stills,
  longestStillMs,
  stillShare,
}: {
  stills: number;
  longestStillMs: number;
  stillShare: number;
}): string {
  return `Requests were waiting and nothing moved, ${formatCount(stills, 'time')}, for up to ${formatDurationMs(longestStillMs)} longer than the server took (${formatShare(stillShare)} of the load).`;
}

function blocked({ queuedBehindBusy, queuedShare: share }: { queuedBehindBusy: number; queuedShare: number }): string {
  return `${formatCount(queuedBehindBusy, 'request')} (${formatShare(share)}) queued behind another one on a busy connection while a connection of the pool was idle.`;
}

function everyTurn({ metrics }: MeasuredCase): string {
  const slowest =
    metrics.latencyMaxMs === null ? '' : `; the slowest answer took ${formatDurationMs(metrics.latencyMaxMs)}`;
  return `Every request was answered${slowest}.`;
}

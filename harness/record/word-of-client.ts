import type { CaseEvidence } from './evidence/case.ts';
import type { LedgerWindow } from './evidence/ledger.ts';
import type { PlayedPhase } from './evidence/phase.ts';
import type { RequestTally } from './evidence/requests.ts';
import { calm, life, loads, talliesOf, windowsOf } from './phases/select.ts';

// A client says how its calls ended, and the server how it answered. One call may be no request (a cache), a part of
// one (a batch), one, or several (a redirect, a retry), so that only bounds are compared.

/** Both accounts of a whole life, from the making of the client to the end of its process, faults by order included. */
export interface BothAccounts {
  /** Calls of the client, those that ended well, as it says, and those that their callers gave up. */
  calls: number;
  successes: number;
  neverAnswered: number;
  requests: number;
  /** Whole answers with a status that is good, or that the client was asked to take for good. */
  good: number;
  /**
   * What the server failed beside the probes, by status or by what it did; what it refused on accept is here, and no
   * request.
   */
  failed: Record<string, number>;
  failedCount: number;
  /** Requests that the client itself broke off before an answer had begun, beyond the calls that did not end well. */
  left: number;
  /** Successes for which the server has neither a good answer nor a request that the client left. */
  missing: number;
  /** Whether the target took in as much as calls ended well; null where it does not count that. */
  isAllTaken: boolean | null;
}

type Ends = Pick<RequestTally, 'answered' | 'errors' | 'neverAnswered'>;

export function callsIn(tally: Ends | null): number {
  return tally ? tally.answered + tally.errors + tally.neverAnswered : 0;
}

/**
 * A fire-and-forget client asks when it likes, and what it still had in hand comes at the end: only whole lives are
 * compared.
 */
export function bothAccounts(evidence: CaseEvidence): BothAccounts {
  const { streams } = evidence;
  const phases = evidence.phases;
  const all = windowsOf(phases);
  const before = windowsOf(life(phases));
  const tallies = endsOf(phases, evidence.signal);
  const claimed = new Set(tallies.flatMap((tally) => ('statuses' in tally ? Object.keys(tally.statuses) : [])));
  const isGood = (status: string) => claimed.has(status) || GOOD.test(status);
  const successes = sumOf(tallies, ({ answered }) => answered);
  const gaveUp = sumOf(tallies, ({ errors, neverAnswered }) => errors + neverAnswered);

  const brokenOff = sumOf(all, leftIn);
  const left = Math.max(0, sumOf(before, leftIn) - gaveUp);
  const unanswered = brokenOff - sumOf(before, leftIn);
  // In a probe the server fails by our own order, and some clients are content with giving up what it fails.
  const failed = failuresIn(windowsOf(calm(phases)), isGood);
  // Who gives up does it sooner: these stood until the client itself went.
  const untilClose = Math.min(unanswered, Math.max(0, brokenOff - gaveUp));
  if (untilClose > 0) failed['no answer until close()'] = untilClose;
  const good = Math.max(0, sumOf(all, (window) => goodIn(window, isGood)) - (streams?.seen ?? 0));
  return {
    calls: sumOf(tallies, callsIn),
    successes,
    neverAnswered: sumOf(tallies, ({ neverAnswered }) => neverAnswered),
    requests: Math.max(0, sumOf(all, ({ requests }) => requests) - (streams?.seen ?? 0)),
    good,
    failed,
    failedCount: sumOf(Object.values(failed), (count) => count),
    left,
    missing: Math.max(0, successes - good - left),
    isAllTaken: isAllTaken(all, { successes, entriesPerCall: evidence.entriesPerCall }),
  };
}

/**
 * Whether the server had answered every call that ended well by the time the load ended, so that the client's times are
 * of answers.
 */
export function isAnsweredInTime(phases: readonly PlayedPhase[]): boolean {
  const tallies = talliesOf(loads(phases));
  const claimed = new Set(tallies.flatMap(({ statuses }) => Object.keys(statuses)));
  const isGood = (status: string) => claimed.has(status) || GOOD.test(status);
  const windows = windowsOf([...phases.filter(({ role }) => role === 'start'), ...loads(phases)]);
  const good = sumOf(windows, (window) => goodIn(window, isGood));
  return good >= sumOf(tallies, ({ answered }) => answered);
}

/** A redirect is good only for who asked for it: else it is half of an answer. */
const GOOD = /^(2\d\d|304|101)$/;

function endsOf(phases: readonly PlayedPhase[], signal: CaseEvidence['signal']): (Ends | RequestTally)[] {
  return [...talliesOf(phases), ...phases.flatMap(({ calledOff }) => calledOff ?? []), ...signal.rounds];
}

function goodIn({ statuses, broken }: LedgerWindow, isGood: (status: string) => boolean): number {
  const good = Object.entries(statuses).filter(([status]) => isGood(status));
  return sumOf(good, ([status, count]) => count - (broken?.byServer[status] ?? 0));
}

/** Where it was not told who broke off, it was the client. */
function leftIn({ statuses, broken }: LedgerWindow): number {
  return (broken ? broken.byClient.none : statuses.none) ?? 0;
}

const FAILED = /^[45]/;

function failuresIn(windows: readonly LedgerWindow[], isGood: (status: string) => boolean): Record<string, number> {
  const failed: Record<string, number> = {};
  const count = (what: string, times: number) => {
    if (times > 0) failed[what] = (failed[what] ?? 0) + times;
  };
  for (const { statuses, broken, closures } of windows) {
    for (const [status, times] of Object.entries(statuses))
      if (FAILED.test(status) && !isGood(status)) count(status, times);
    for (const [status, times] of Object.entries(broken?.byServer ?? {}))
      if (!FAILED.test(status) || isGood(status)) count('broken off', times);
    const refused = closures.filter(({ by, reason }) => by === 'server' && reason === 'refused');
    count(
      'refused',
      sumOf(refused, (closure) => closure.count),
    );
  }
  return failed;
}

function isAllTaken(
  windows: readonly LedgerWindow[],
  { successes, entriesPerCall }: { successes: number; entriesPerCall: number | null },
): boolean | null {
  if (entriesPerCall === null || entriesPerCall === 0) return null;
  if (windows.some(({ entriesTaken }) => entriesTaken === null)) return null;
  const taken = sumOf(windows, ({ entriesTaken }) => entriesTaken ?? 0);
  if (taken >= Math.floor(successes * entriesPerCall)) return true;
  // A client may send entries of its own instead of those that it is given: at least one for each call.
  return taken < successes * Math.min(1, entriesPerCall) ? false : null;
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

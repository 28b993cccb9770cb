import { formatCount, formatDurationMs } from '../core/units.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { mayKeepAfter } from '../record/pool-size.ts';
import { manyOf, type Rest, restAt } from '../record/rest.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { isAnsweredInTime } from '../record/word-of-client.ts';
import { isWithin } from './allowed.ts';
import { type CheckFunction, verdict } from './check.ts';
import { allowanceOf, leftoversOf } from './leftovers.ts';

/**
 * Does `close()` settle in time, and is nothing of the client left after it? A client without one leaves what stays
 * open to `drain` and `exit`.
 */
export const close: CheckFunction = (measured) => {
  const { close: outcome, closeNotRun } = measured.evidence;
  const rest = restAt(measured.evidence.phases, PHASES.close);
  if (closeNotRun !== null) return verdict('close', 'skipped', `Not measured: ${closeNotRun}.`);
  if (!outcome) return verdict('close', 'inconclusive', 'close() was not reached.');
  const details = { ...outcome, rest };
  if (outcome.outcome === 'threw') return verdict('close', 'fail', `close() threw: ${outcome.message}.`, details);
  if (outcome.outcome === 'hung') {
    const summary = `close() had not settled after ${formatDurationMs(outcome.tookMs)}`;
    // One that takes work in and does it later does the rest of it first.
    const { phases } = measured.evidence;
    const begun = isAnsweredInTime(phases) ? 0 : (played(phases, PHASES.close)?.ledger.requests ?? 0);
    if (begun === 0) return verdict('close', 'fail', `${summary}.`, details);
    const sent = formatCount(begun, 'request');
    return verdict('close', 'inconclusive', `${summary}, in which it sent ${sent} more: it is not done yet.`, details);
  }
  if (!rest) return verdict('close', 'inconclusive', 'The subject did not live to see what close() left.', details);
  const pool = keptBy(measured);
  if (pool && isLeftToThePool(measured, rest)) {
    const summary = `close() took ${formatDurationMs(outcome.tookMs)} and left ${formatCount(rest.serverOpen, 'connection')} idle, kept by ${pool}, which is not the client's to end.`;
    return verdict('close', 'pass', summary, details);
  }
  if (rest.serverOpen > 0) {
    const summary = `${formatCount(rest.serverOpen, 'connection')} still open after close()${keptByText(pool)}.`;
    return verdict('close', 'fail', summary, details);
  }
  if (rest.sockets !== null && rest.sockets > 0) {
    const summary = `${formatCount(rest.sockets, 'socket')} over the baseline left after close()${keptByText(pool)}.`;
    return verdict('close', 'fail', summary, details);
  }
  const many = manyOf(rest);
  const leak = leftoversOf(measured).find((leftover) => {
    const count = many[leftover.kind];
    return leftover.grows && count !== undefined && !isWithin(count, allowanceOf(measured, leftover));
  });
  if (leak) {
    const summary = `${many[leak.kind]} ${leak.kind} are left after close(), and they grow with the requests.`;
    return verdict('close', 'fail', summary, details);
  }
  const told = Object.entries(many).map(([kind, count]) => ` Still there: ${count} ${kind}.`);
  const summary = `close() took ${formatDurationMs(outcome.tookMs)} and left no connection.${told.join('')}`;
  const ended = outcome.isLate ? closedByServer(measured) : 0;
  if (ended > 0) {
    const byServer = `close() took ${formatDurationMs(outcome.tookMs)}, and it was the server that closed ${formatCount(ended, 'connection')} meanwhile, as they had idled for too long.`;
    return verdict('close', 'fail', byServer, details);
  }
  if (outcome.isLate) {
    const sentence = `${summary} What it waited for is not known: whether it may take so long, only those who call it can say.`;
    return verdict('close', 'inconclusive', sentence, details);
  }
  return verdict('close', 'pass', summary, details);
};

/**
 * The pool that the whole program shares, where requests went through no other; nobody's close() is expected to end it.
 */
function keptBy({ evidence: { agents } }: MeasuredCase): string | undefined {
  const http = agents?.http ?? [];
  const pools = [
    ...(agents?.globalDispatcher && http.length === 0 ? ['the global dispatcher of fetch'] : []),
    ...(http.length > 0 && http.every(({ isGlobal }) => isGlobal) ? ['the globalAgent of node:http'] : []),
  ];
  return pools[0];
}

/** Only what is idle, no more than it may keep, in a pool for the target, and of a close() that had its own to do. */
function isLeftToThePool(measured: MeasuredCase, { serverOpen, serverActive }: Rest): boolean {
  const { agents } = measured.evidence;
  const isInPool = (agents?.http.length ?? 0) > 0 || agents?.globalDispatcher?.isToTarget === true;
  const isIdle = serverOpen > 0 && serverActive === 0 && serverOpen <= mayKeepAfter(measured);
  const leak = leftoversOf(measured).some(
    (leftover) => leftover.grows && !isWithin(leftover.left, allowanceOf(measured, leftover)),
  );
  return isInPool && isIdle && !leak && hasDoneIts(measured);
}

/** How many connections it left to the server until that gave them up. */
function closedByServer({ evidence: { phases } }: MeasuredCase): number {
  const closures = played(phases, PHASES.close)?.ledger.closures ?? [];
  const idle = closures.filter(({ by, reason }) => by === 'server' && reason === 'idle');
  return idle.reduce((sum, { count }) => sum + count, 0);
}

function keptByText(pool: string | undefined): string {
  return pool ? `, kept by ${pool}; a client with no pool of its own may leave close() out` : '';
}

/** Whether close() has had something else to do: it sent what was left, or ended a timer or a listener. */
function hasDoneIts({ evidence: { phases } }: MeasuredCase): boolean {
  const at = played(phases, PHASES.close);
  const before = phases.slice(0, at ? phases.indexOf(at) : 0).findLast(({ snapshot }) => snapshot?.inside)
    ?.snapshot?.inside;
  const after = at?.snapshot?.inside;
  if ((at?.ledger.requests ?? 0) > 0) return true;
  if (!before || !after) return false;
  return timersOf(after) < timersOf(before) || after.processListeners < before.processListeners;
}

function timersOf({ resources }: { resources: Record<string, number> }): number {
  return resources.Timeout ?? 0;
}

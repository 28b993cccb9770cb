import { sum } from 'simple-statistics';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { RequestTally } from '../../record/evidence/requests.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { orderedFaults } from './ordered.ts';

/** By order of the scenario these keep connections waiting, or gone, and leave nothing that the ledger could count. */
const KEEP_WAITING = ['slow-accept', 'restart'];

/**
 * By order these have an answer come late or never, so that a client with a time-out leaves requests and tries later.
 */
const KEEP_SILENT = ['hang', 'latency', 'slow-body', 'trickle'];

/** What the server gave the client, and what its calls made of it. */
export interface Given {
  windows: readonly LedgerWindow[];
  tallies: readonly RequestTally[];
}

/**
 * Why the client may rightly wait, this many times, while the server has nothing of it, as half a sentence: as often at
 * least it was refused, was given an error, which may mean 'later', or had its request broken by the server. What it
 * breaks itself is no reason where the scenario orders no silence, nor is a status that it takes for an answer.
 * Undefined: it has none.
 */
export function excuseToWait(measured: MeasuredCase, times: number, given: Given): string | undefined {
  const reason = reasonToWait(measured, times, given);
  return reason && `a client may wait where ${reason}.`;
}

function reasonToWait(measured: MeasuredCase, times: number, { windows, tallies }: Given): string | undefined {
  const ordered = orderedFaults(measured).find((kind) => KEEP_WAITING.includes(kind));
  if (ordered) return `the scenario orders '${ordered}'`;
  const silent = orderedFaults(measured).find((kind) => KEEP_SILENT.includes(kind));
  if (silent && givenUpByItself(measured, { windows, tallies }) >= times)
    return `the scenario orders '${silent}', and it gave up requests`;
  const closures = windows.flatMap((window) => window.closures);
  const refused = closures.filter(({ reason }) => reason === 'refused').map(({ count }) => count);
  if (sum(refused) >= times) return 'the server refused connections';
  const broken = windows.flatMap((window) => Object.values(window.broken?.byServer ?? {}));
  if (sum(broken) >= times) return 'the server broke requests off';
  const taken = new Set(tallies.flatMap(({ statuses }) => Object.keys(statuses)));
  const failed = windows
    .flatMap(({ statuses }) => Object.entries(statuses))
    .filter(([status]) => Number(status) >= 400 && !taken.has(status));
  if (sum(failed.map(([, count]) => count)) < times) return undefined;
  return `the server answered ${failed[0]?.[0]}`;
}

/** Requests that it left before an answer, without those that our own callers gave up. */
function givenUpByItself({ evidence }: MeasuredCase, { windows, tallies }: Given): number {
  const left = windows.map(({ broken }) => broken?.byClient.none ?? 0);
  const calledOff = evidence.phases.flatMap(({ calledOff: tally }) => tally ?? []);
  const byOthers = [...tallies, ...calledOff].map(({ errors, neverAnswered }) => errors + neverAnswered);
  return sum(left) - sum(byOthers);
}

import { WARNINGS } from '../core/bounds/warnings.ts';
import { formatCount } from '../core/units.ts';
import type { SignalRound } from '../record/evidence/requests.ts';
import type { InsideLook, ProcessWarning } from '../record/evidence/subject.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { allowanceText, allowedFor, isWithin } from './allowed.ts';
import { type CheckFunction, requestsIn, verdict } from './check.ts';

/**
 * Node raises it when an emitter collects listeners that nobody removes; the other warnings are reported and do not
 * decide.
 */
const LEAK_WARNING = 'MaxListenersExceededWarning';

/**
 * Do listeners pile up on pooled sockets or on a signal that requests share, or did the process warn of it with reason?
 */
export const warnings: CheckFunction = (measured) => {
  const { warnings: seen, signal } = measured.evidence;
  const phases = measured.evidence.phases;
  const details = {
    warnings: seen,
    atRest: Object.fromEntries(
      phases.flatMap(({ name, snapshot }) =>
        snapshot ? [[name, snapshot.inside && listenersOf(snapshot.inside)] as const] : [],
      ),
    ),
    signal,
    collectedListeners: played(phases, PHASES.collect)?.collectedListeners ?? null,
  };
  const found = [
    warnedOfLeak(measured),
    listenersLeftToCollector(measured),
    listenersOnSockets(measured),
    listenersOnSignal(measured),
    signalLeftToCollector(measured),
  ]
    .filter((leak) => leak !== undefined)
    .map((leak) => ({ ...leak, allowed: allowedFor(measured, 'warnings', leak.kind) }));
  const told = found.map(({ sentence, allowed }) => `${sentence}${allowanceText(allowed)}.`);
  const worst = found.findIndex(({ count, allowed }) => !isWithin(count, allowed));
  if (worst !== -1) return verdict('warnings', 'fail', told[worst] ?? '', details);
  return verdict('warnings', 'pass', [...told, ...(found.length > 0 ? [] : remarks(measured))].join(' '), details);
};

/**
 * What piles up: its kind by the name that a configuration allows it by, how many, and the sentence without its full
 * stop.
 */
interface Leak {
  kind: string;
  count: number;
  sentence: string;
}

function listenersOf({ socketListenersMax, socketListenersEvent, warnedListenersMax }: InsideLook) {
  return { socketListenersMax, socketListenersEvent, warnedListenersMax };
}

/**
 * Many who wait on one emitter are warned of too; at rest, with nobody waiting, only a leak still has its listeners.
 */
function warnedOfLeak(measured: MeasuredCase): Leak | undefined {
  const warning = measured.evidence.warnings.find(({ name }) => name === LEAK_WARNING);
  const left = played(measured.evidence.phases, PHASES.collect)?.snapshot?.inside?.warnedListenersMax ?? null;
  if (!warning || (left !== null && left <= WARNINGS.manyListeners.is)) return undefined;
  const still = left === null ? '' : `; ${left} listeners were still there after the load`;
  const sentence = `The process warned of a leak: ${warning.example}${still}`;
  return { kind: LEAK_WARNING, count: warning.count, sentence };
}

/**
 * A crowd at rest that Node has warned of, and that only the garbage collector dissolved: until it comes around nothing
 * bounds it. Libraries that leave listeners to it by design raise the bound of the emitter, so that Node does not warn.
 */
function listenersLeftToCollector(measured: MeasuredCase): Leak | undefined {
  const warning = measured.evidence.warnings.find(({ name }) => name === LEAK_WARNING);
  const listeners = played(measured.evidence.phases, PHASES.collect)?.collectedListeners;
  if (
    !warning ||
    !listeners ||
    listeners.before <= WARNINGS.manyListeners.is ||
    listeners.after > WARNINGS.manyListeners.is
  )
    return undefined;
  const { event, emitter, before, after } = listeners;
  const sentence = `The process warned of a leak, ${formatCount(warning.count, 'time')}: ${warning.example}; ${before} listeners for '${event}' on ${emitter} were still there after the load, and ${after} after a forced garbage collection, which alone took them away`;
  return { kind: LEAK_WARNING, count: warning.count, sentence };
}

/** On a socket that waits for its next request nobody who asked for the last one has anything to hear. */
function listenersOnSockets(measured: MeasuredCase): Leak | undefined {
  const look = played(measured.evidence.phases, PHASES.collect)?.snapshot?.inside;
  const { socketListenersMax: count = null, socketListenersEvent: event } = look ?? {};
  if (count === null || count <= WARNINGS.manyListeners.is) return undefined;
  const sentence = `A pooled socket has ${count} listeners for '${event}' after the load, where nobody is waiting for anything`;
  return { kind: 'socket-listeners', count, sentence };
}

function listenersOnSignal({ evidence: { signal } }: MeasuredCase): Leak | undefined {
  const [first, second] = signal.rounds;
  if (!first || !second || notCounted(signal) !== null) return undefined;
  const left = [first.listeners, second.listeners - first.listeners];
  const leaks = [first, second].every((round, at) => {
    return (left[at] ?? 0) >= Math.max(WARNINGS.minListeners.is, requestsIn(round) * WARNINGS.minListenersShare.is);
  });
  if (!leaks) return undefined;
  const all = formatCount(requestsIn(first) + requestsIn(second), 'request');
  const sentence = `${second.listeners} abort listeners are left on a signal that ${all} shared, ${first.listeners} after the first ${requestsIn(first)}`;
  return { kind: 'signal-listeners', count: second.listeners, sentence };
}

/**
 * The fetch of older Nodes leaves its listeners to the garbage collector by design, so that no client of undici is
 * charged.
 */
function signalLeftToCollector({ evidence: { signal, agents } }: MeasuredCase): Leak | undefined {
  const [first, second] = signal.rounds;
  if (!first || !second || notCounted(signal) !== null || (agents?.undici ?? []).length > 0) return undefined;
  const isLeft = (round: SignalRound, before: number) => {
    const least = Math.max(WARNINGS.minListeners.is, requestsIn(round) * WARNINGS.minListenersShare.is);
    return (round.uncollected ?? 0) - before >= least && round.listeners < least;
  };
  if (!isLeft(first, 0) || !isLeft(second, first.listeners)) return undefined;
  const sentence = `${second.uncollected} abort listeners were left on a signal that ${formatCount(requestsIn(second), 'request')} shared, until a forced garbage collection took them away`;
  return { kind: 'signal-listeners', count: second.uncollected ?? 0, sentence };
}

/** Who is still waiting still listens. */
function notCounted({ rounds, notRun }: MeasuredCase['evidence']['signal']): string | null {
  return rounds.some(({ neverAnswered }) => neverAnswered > 0) ? 'requests were never answered' : notRun;
}

function remarks({ evidence: { warnings: seen, signal } }: MeasuredCase): string[] {
  const others = seen
    .filter(({ name }) => name !== LEAK_WARNING)
    .map(({ name, count }) => `${name} ${formatCount(count, 'time')}`);
  const unknown = notCounted(signal);
  const crowd = seen.find(({ name }) => name === LEAK_WARNING);
  return [
    crowd
      ? `The process warned of ${crowdOf(crowd)}, ${formatCount(crowd.count, 'time')}; they were gone after the load.`
      : '',
    others.length > 0 ? `No warning of a leak; others: ${others.join(', ')}.` : '',
    seen.length === 0 ? 'The process gave no warning.' : '',
    unknown === null ? '' : `Listeners on a shared signal were not counted: ${unknown}.`,
  ].filter((text) => text !== '');
}

/** Which listeners on what, as far as the warning tells. */
function crowdOf({ crowd, example }: ProcessWarning): string {
  return crowd
    ? `${crowd.listeners} listeners for '${crowd.event}' on ${crowd.emitter}`
    : `many listeners (${example})`;
}

import { formatCount, formatDurationMs } from '../core/units.ts';
import { askedAtRest } from '../record/asked-by-itself.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { mayKeepAfter } from '../record/pool-size.ts';
import { gaugeOfKind, type Rest, restAt, uncollectedAt } from '../record/rest.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { streamsBeside } from '../record/streams.ts';
import { isAnsweredInTime } from '../record/word-of-client.ts';
import { allowanceText, allowedFor, isWithin } from './allowed.ts';
import { type CheckFunction, verdict } from './check.ts';
import { areClosedWhenUsed, overdueIn, usedWhileIdle } from './drain-idle.ts';
import { functionsText } from './functions-left.ts';
import { allowanceOf, type GivenBack, givenBackOf, type Leftover, leftoversOf } from './leftovers.ts';

/**
 * After the load, is everything given back but what the pool may keep? What only the garbage collector gives back is
 * named, and charged where the same load leaves it again; what it does not is charged only where it grows with the
 * load.
 */
export const drain: CheckFunction = (measured) => {
  const { phases, lacks } = measured.evidence;
  const before = restAt(phases, PHASES.drain);
  // Where no garbage can be collected by force there is one look only.
  const after = restAt(phases, PHASES.collect) ?? (lacks.collect === undefined ? undefined : before);
  if (!before || !after)
    return verdict('drain', 'inconclusive', 'The subject did not live to see the end of the load.');
  const streams = streamsBeside(measured.evidence);
  const keep = mayKeepAfter(measured) + streams;
  const leftovers = leftoversOf(measured);
  const onlyCollected = givenBackOf(measured);
  const { idle } = measured.evidence;
  const overdue = overdueIn(measured);
  const details = {
    mayKeep: keep,
    afterLoad: before,
    afterGarbageCollection: after,
    leftovers,
    givenBackByCollector: onlyCollected,
    idle: idle && { ...idle, overdue: overdue?.count ?? 0 },
  };
  const more = allowedFor(measured, 'drain', 'connections');
  const most = keep + (more?.most ?? 0);
  const is = tooMuch(after, most, streams);
  // What asks by itself may be asking at one of the looks.
  const was = tooMuch(before, most, is ? streams : streams + askedAtRest(phases));
  if (was && isWorkingOff(measured, before, streams)) {
    const summary = `${was}: it goes on with requests that it has answered for already, so that it is not at rest yet. Give it less (load.requests, load.duration).`;
    return verdict('drain', 'inconclusive', summary, details);
  }
  if (was) {
    const gaveBack = `, and the garbage collector gave back ${givenBack(before, after)}.`;
    const back = is ? gaveBack : whenGone(measured, most, streams);
    return verdict('drain', 'fail', was + (before === after ? '.' : back), details);
  }
  const leak = leftovers.find((leftover) => leftover.grows && !isAllowed(measured, leftover));
  if (leak) {
    const allowed = allowanceText(allowanceOf(measured, leak));
    const summary = `${leak.left} ${leak.kind} are left of the load, and ${leak.again} after the same load again${allowed}.`;
    const where = functionsText(measured.evidence.gauges, gaugeOfKind(leak.kind));
    return verdict('drain', 'fail', summary + where, details);
  }
  const hoarded = onlyCollected.find(
    ({ kind, again }) => (again ?? 0) > 0 && !isAllowed(measured, { kind, left: 0, again }),
  );
  if (hoarded) return verdict('drain', 'fail', `${collectedText(measured, hoarded)}.`, details);
  const overdueAllowed = allowedFor(measured, 'drain', 'idle-connections');
  const late = overdue && `${overdue.sentence}${allowanceText(overdueAllowed)}.`;
  if (late && !isWithin(overdue.count, overdueAllowed)) {
    if (!areClosedWhenUsed(measured, overdue)) return verdict('drain', 'fail', late, details);
    const summary = `${late} It closed them when it was used again: a pool that looks only then keeps them until then.`;
    return verdict('drain', 'inconclusive', summary, details);
  }
  const beyond = tooMuch(before, keep, streams) ? more : null;
  const pool = `${held(before)} after the load; the pool may keep ${keep}${beyond ? `, and up to ${beyond.most} more are allowed: ${beyond.reason}` : ''}.`;
  return verdict(
    'drain',
    'pass',
    [
      pool,
      ...leftovers.map((leftover) => toldOf(measured, leftover)),
      ...onlyCollected.map((back) => `Beside: ${collectedText(measured, back)}.`),
      lacks.collect === undefined ? '' : `What only a garbage collection gives back is not known: ${lacks.collect}.`,
      late ?? onTime(measured),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    details,
  );
};

/** It said that all is well before it was answered, and is still at it, as one that takes work in and does it later. */
function isWorkingOff({ evidence }: MeasuredCase, { serverActive }: Rest, streams: number): boolean {
  const { phases } = evidence;
  const begun = played(phases, PHASES.drain)?.ledger.requests ?? 0;
  return serverActive > streams && begun > 0 && !isAnsweredInTime(phases);
}

/** What was gone when garbage was about to be collected went by itself, though late. */
function whenGone(measured: MeasuredCase, most: number, streams: number): string {
  const before = uncollectedAt(measured.evidence.phases, PHASES.collect);
  const wasThere = !before || tooMuch(before, most, streams) !== undefined;
  return wasThere
    ? '; given back only by the garbage collector.'
    : '; gone later, before garbage was collected by force.';
}

/** Twice, because what is gone when garbage is collected may have ended by itself at that moment. */
function collectedText(measured: MeasuredCase, back: GivenBack): string {
  const { kind, left, again } = back;
  const allowed = allowanceText(allowanceOf(measured, back));
  const text = `${left} ${kind} were left of the load and given back only by a forced garbage collection`;
  if (again === null) return `${text}; whether the same load leaves them again was not tried${allowed}`;
  return `${text}, and ${again === 0 ? 'none' : again} after the same load again${allowed}`;
}

function onTime(measured: MeasuredCase): string {
  const { idle } = measured.evidence;
  if (!idle) return '';
  const used = usedWhileIdle(measured);
  const but = used > 0 ? `, but ${used} over which it went on by itself` : '';
  return `All were gone after the client's own idle time of ${formatDurationMs(idle.ms)}${but}.`;
}

function isAllowed(measured: MeasuredCase, leftover: Omit<Leftover, 'grows'>): boolean {
  const { left, again } = leftover;
  return isWithin(again ?? left, allowanceOf(measured, leftover));
}

function toldOf(measured: MeasuredCase, leftover: Leftover): string {
  const { kind, left, again } = leftover;
  const allowed = allowanceText(allowanceOf(measured, leftover));
  const grown = again === null ? 'whether they grow was not tried' : `${again} after the same load again`;
  return `Beside: ${left} ${kind}, ${grown}${allowed}.`;
}

function tooMuch({ serverOpen, serverActive, sockets }: Rest, keep: number, busy: number): string | undefined {
  if (serverActive > busy) return `${formatCount(serverActive, 'connection')} still busy after the load`;
  if (serverOpen > keep)
    return `${formatCount(serverOpen, 'connection')} open after the load, where the pool may keep ${keep}`;
  if (sockets !== null && sockets > keep) {
    return `the subject holds ${formatCount(sockets, 'socket')} more than before the load, where the pool may keep ${keep}`;
  }
  return undefined;
}

function held({ serverOpen, sockets }: Rest): string {
  const own = sockets === null ? '' : `, ${formatCount(sockets, 'socket')} over the baseline in the subject`;
  return `${formatCount(serverOpen, 'connection')} open${own}`;
}

function givenBack(before: Rest, after: Rest): string {
  const count = heldIn(before) - heldIn(after);
  return count > 0 ? `${count} of them` : 'none';
}

function heldIn({ serverOpen, sockets }: Rest): number {
  return Math.max(serverOpen, sockets ?? 0);
}

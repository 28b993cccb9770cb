import { formatCount, formatDurationMs } from '../../core/units.ts';
import { askedAtRest } from '../../record/asked-by-itself.ts';
import { played, windowsOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { streamsBeside } from '../../record/streams.ts';
import { type CheckFunction, verdict } from '../check.ts';

/** Are the program's connections closed in order at SIGTERM: by a FIN, after their last answers? */
export const close: CheckFunction = (measured) => {
  const { close: outcome, closeNotRun } = measured.evidence;
  if (closeNotRun !== null) return verdict('close', 'skipped', `Not measured: ${closeNotRun}.`);
  if (!outcome) return verdict('close', 'inconclusive', 'The program did not live to be asked to end.');
  const rest = played(measured.evidence.phases, PHASES.close)?.snapshot;
  const seen = { ...outcome, ...endsAtClose(measured), serverOpen: rest?.serverOpen ?? null };
  const grace = formatDurationMs(outcome.tookMs);
  if (outcome.outcome === 'hung') {
    return verdict('close', 'fail', `The program still ran ${grace} after SIGTERM.`, seen);
  }
  if (seen.answersLost > 0) {
    const lost = formatCount(seen.answersLost, 'request');
    return verdict('close', 'fail', `At SIGTERM the program left ${lost} before the answer was whole.`, seen);
  }
  if (seen.resets > 0) {
    const reset = formatCount(seen.resets, 'connection');
    return verdict('close', 'fail', `At SIGTERM the program reset ${reset} (RST) instead of closing (FIN).`, seen);
  }
  if (rest && rest.serverOpen > 0) {
    const open = formatCount(rest.serverOpen, 'connection');
    return verdict('close', 'fail', `${open} still open after the program had ended.`, seen);
  }
  if (outcome.isLate) {
    const sentence = `The program ended in order ${grace} after SIGTERM: whether it may take so long, its configuration has to say (graceMs).`;
    return verdict('close', 'inconclusive', sentence, seen);
  }
  const closed = formatCount(seen.closed, 'connection');
  const order = measured.evidence.drive === 'own' ? '' : ' in order, with no answer lost,';
  return verdict('close', 'pass', `SIGTERM closed ${closed}${order} within ${grace}.`, seen);
};

interface EndsAtClose {
  closed: number;
  resets: number;
  /** Requests that were in flight when the program left their connection. */
  answersLost: number;
}

function endsAtClose({ evidence }: MeasuredCase): EndsAtClose {
  const { phases, drive } = evidence;
  const windows = windowsOf(phases.filter(({ name }) => name === PHASES.close.name || name === PHASES.exit.name));
  const byClient = windows.flatMap(({ closures }) => closures.filter(({ by }) => by === 'client'));
  const sum = (of: (closure: (typeof byClient)[number]) => number) =>
    byClient.reduce((total, closure) => total + of(closure), 0);
  const closed = sum(({ count }) => count);
  // Nobody can ask a program with work of its own to have none in flight, or unread, at that moment.
  if (drive === 'own') return { closed, resets: 0, answersLost: 0 };
  // What asks by itself may be asking; of one that is fed lines these are at work after the last of them, too.
  const itsOwn = drive === 'http' ? askedAtRest(phases) : 0;
  return {
    closed,
    resets: sum(({ reason, count }) => (reason === 'reset' ? count : 0)),
    // What follows events has to leave in the middle of them.
    answersLost: Math.max(0, sum(({ active }) => active) - streamsBeside(evidence) - itsOwn),
  };
}

import { formatCount, formatDurationMs } from '../../core/units.ts';
import { addTallies } from '../../record/add-tallies.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import { laterLoads, life, loads, played, talliesOf, windowsOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import { type CheckFunction, requestsIn, verdict } from '../check.ts';
import { excuseUnanswered } from '../stall/fair-wait.ts';

/** Is every call into the program answered, or every line that it is fed taken? */
export const stall: CheckFunction = (measured) => {
  const { phases } = measured.evidence;
  const load = played(phases, PHASES.load);
  if (!load) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  if (load.fed) return takesLines(load.fed, requestsSince(load, life(phases)));
  const into = addTallies(talliesOf([...loads(phases), ...laterLoads(phases)]));
  if (!into) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  const seen = { calls: requestsIn(into), neverAnswered: into.neverAnswered };
  if (into.neverAnswered > 0) {
    const calls = formatCount(into.neverAnswered, 'call');
    const within = formatDurationMs(measured.load.deadlineMs);
    const sentence = `${calls} into the program never answered within ${within}`;
    const played = [...loads(phases), ...laterLoads(phases)];
    const given = { windows: windowsOf(played), tallies: talliesOf(played) };
    const excuse = excuseUnanswered(measured, into.neverAnswered, given);
    if (excuse) return verdict('stall', 'inconclusive', `${sentence}; ${excuse}`, seen);
    return verdict('stall', 'fail', `${sentence}.`, seen);
  }
  return verdict(
    'stall',
    'pass',
    `Every one of ${formatCount(seen.calls, 'call')} into the program was answered.`,
    seen,
  );
};

/** A busy machine may let a program begin with its lines when all of them have been written already. */
function requestsSince(load: PlayedPhase, phases: readonly PlayedPhase[]): number {
  return phases.slice(phases.indexOf(load)).reduce((sum, { ledger }) => sum + ledger.requests, 0);
}

/** A reader that takes no more while it sends nothing either waits for something that does not come. */
function takesLines(fed: { lines: number; heldUpMs: number; elapsedMs: number }, requests: number) {
  const held = formatDurationMs(fed.heldUpMs);
  const lines = formatCount(fed.lines, 'line');
  if (requests > 0) {
    const pressure = fed.heldUpMs > 0 ? `; it took no more for ${held} in all` : '';
    return verdict('stall', 'pass', `The program took ${lines}${pressure}.`, fed);
  }
  if (fed.heldUpMs === 0) {
    // A pipe takes 64 KiB that nobody reads.
    const sentence = `${lines} were written to the program, and it sent nothing: whether it reads them is not known.`;
    return verdict('stall', 'inconclusive', sentence, fed);
  }
  const sentence = `The program took no more lines for ${held}, and sent nothing: whether it was ready for any is not known (ready).`;
  return verdict('stall', 'inconclusive', sentence, fed);
}

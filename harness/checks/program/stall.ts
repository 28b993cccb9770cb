import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { addTallies } from '../../record/add-tallies.ts';
import { laterLoads, loads, played, talliesOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import { type CheckFunction, requestsIn, verdict } from '../check.ts';

/** Is every call into the program answered, or every line that it is fed taken? */
export const stall: CheckFunction = (measured) => {
  const { phases } = measured.evidence;
  const load = played(phases, PHASES.load);
  if (!load) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  if (load.fed) return takesLines(load.fed, load.ledger.requests);
  const into = addTallies(talliesOf([...loads(phases), ...laterLoads(phases)]));
  if (!into) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  const seen = { calls: requestsIn(into), neverAnswered: into.neverAnswered };
  if (into.neverAnswered > 0) {
    const calls = formatCount(into.neverAnswered, 'call');
    const within = formatDurationMs(measured.load.deadlineMs);
    return verdict('stall', 'fail', `${calls} into the program never answered within ${within}.`, seen);
  }
  return verdict(
    'stall',
    'pass',
    `Every one of ${formatCount(seen.calls, 'call')} into the program was answered.`,
    seen,
  );
};

/** A reader that takes no more while it sends nothing either waits for something that does not come. */
function takesLines(fed: { lines: number; heldUpMs: number; elapsedMs: number }, requests: number) {
  const held = formatDurationMs(fed.heldUpMs);
  if (fed.heldUpMs > 0 && requests === 0) {
    const sentence = `The program took no more lines for ${held}, and sent nothing`;
    if (fed.heldUpMs >= STALL.longStretchMs.is) return verdict('stall', 'fail', `${sentence}.`, fed);
    return verdict('stall', 'inconclusive', `${sentence}: too short a time to tell that it reads none.`, fed);
  }
  const pressure = fed.heldUpMs > 0 ? `; it took no more for ${held} in all` : '';
  return verdict('stall', 'pass', `The program took ${formatCount(fed.lines, 'line')}${pressure}.`, fed);
}

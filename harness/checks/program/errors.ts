import { formatCount } from '../../core/units.ts';
import { addTallies } from '../../record/add-tallies.ts';
import type { RequestTally } from '../../record/evidence/requests.ts';
import { calm, laterLoads, loads, played, talliesOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { bothAccounts } from '../../record/word-of-client.ts';
import { type CheckFunction, requestsIn, verdict } from '../check.ts';

/** Did calls into the program fail, and did its own requests at the target? */
export const errors: CheckFunction = (measured) => {
  const { phases, drive } = measured.evidence;
  if (!played(phases, PHASES.load)) return verdict('errors', 'inconclusive', 'The load did not come to its end.');
  const into = addTallies(talliesOf([...loads(phases), ...laterLoads(phases)]));
  const out = outOf(measured);
  const seen = { into, out };
  if (into && into.errors > 0) return verdict('errors', 'fail', callsFailed(into, out), seen);
  if (out.requests === 0) {
    return verdict('errors', 'inconclusive', 'No request of the program reached the target.', seen);
  }
  const ofTarget = out.failed === 0 ? '' : `; the target failed ${failedText(out)}`;
  if (drive === 'http' && into) {
    const calls = formatCount(requestsIn(into), 'call');
    return verdict('errors', 'pass', `None of ${calls} into the program failed${fanOut(into, out)}${ofTarget}.`, seen);
  }
  // Nobody sees whether it tried again; where the target was not asked to fail, it had no reason to.
  if (out.failed > 0 && !measured.target.behaviour.faults) {
    const areFew = 2 * out.failed <= out.requests;
    if (areFew && Object.keys(out.kinds).every((kind) => MAY_BE_AN_ANSWER.has(kind))) {
      const sentence = `The target failed ${failedText(out)}: whether that is an answer that the program asks for is not known.`;
      return verdict('errors', 'inconclusive', sentence, seen);
    }
    return verdict('errors', 'fail', `The target failed ${failedText(out)}.`, seen);
  }
  if (out.left > 0 && !measured.target.behaviour.faults) {
    const sentence = `The program left ${formatCount(out.left, 'request')} before an answer had begun.`;
    return verdict('errors', 'fail', sentence, seen);
  }
  return verdict('errors', 'pass', `The target answered ${formatCount(out.requests, 'request')}${ofTarget}.`, seen);
};

/** Statuses by which programs learn something: is it there, who may, is it there already, is it too much. */
const MAY_BE_AN_ANSWER = new Set(['401', '404', '405', '407', '409', '412', '416', '417', '426', '429']);

interface Out {
  requests: number;
  failed: number;
  /** By status, or by what the target did. */
  kinds: Record<string, number>;
  /** Left by the program before an answer had begun. */
  left: number;
}

function outOf({ evidence }: MeasuredCase): Out {
  const { requests, failed, failedCount } = bothAccounts(evidence);
  const inCalm = calm(evidence.phases).filter(({ name }) => name !== PHASES.growth.name);
  const left = inCalm.reduce((sum, { ledger }) => sum + (ledger.broken?.byClient.none ?? 0), 0);
  return { requests, failed: failedCount, kinds: failed, left };
}

function callsFailed(into: RequestTally, out: Out): string {
  const codes = into.failures.map(({ code, count }) => `${code} ${formatCount(count, 'time')}`).join(', ');
  const target = out.failed > 0 ? ` The target failed ${failedText(out)}.` : ' The target failed none.';
  return `${into.errors.toLocaleString('en')} of ${formatCount(requestsIn(into), 'call')} into the program failed: ${codes}.${target}`;
}

function failedText({ failed, requests, kinds }: Out): string {
  const told = Object.entries(kinds).map(([what, count]) => `${what} ${formatCount(count, 'time')}`);
  return `${failed.toLocaleString('en')} of its ${formatCount(requests, 'request')} (${told.join(', ')})`;
}

function fanOut(into: RequestTally, { requests }: Out): string {
  const calls = requestsIn(into);
  if (calls === 0 || requests === calls) return '';
  return `; it sent ${formatCount(requests, 'request')} for them, ${(requests / calls).toFixed(2)} a call`;
}

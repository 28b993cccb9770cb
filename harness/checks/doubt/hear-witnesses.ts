import type { Check, MeasuredCase } from '../../record/schema.ts';
import { doubtsOf, doubtText, greatestDoubt } from './doubts.ts';
import { STANDS_ON, THRESHOLD } from './stands-on.ts';
import { withoutGhosts } from './without-ghosts.ts';

/**
 * The verdicts of `judge`, but that no failure rests on connections that the server alone has: what would be no failure
 * without those that another witness contradicts is inconclusive, and says who contradicts it.
 */
export function hearWitnesses(measured: MeasuredCase, judge: (measured: MeasuredCase) => Check[]): Check[] {
  const checks = judge(measured);
  if (!checks.some(isOnServerAlone)) return checks;
  const doubts = doubtsOf(measured);
  if (!greatestDoubt(doubts)) return checks;
  const phases = measured.evidence.phases;
  const again = judge(withoutGhosts(measured, doubts));
  return checks.map((check) => {
    const stands = again.some(({ name, status }) => name === check.name && status === 'fail');
    if (!isOnServerAlone(check) || stands) return check;
    const doubt = greatestDoubt(doubts, standingOf(check).phases?.(phases));
    const summary = `Contradicted: ${check.summary}${doubt ? ` ${doubtText(doubt)}.` : ''}`;
    return { ...check, status: 'inconclusive', summary, details: { ...check.details, doubts } };
  });
}

function isOnServerAlone(check: Check): boolean {
  return check.status === 'fail' && standingOf(check).onServerAlone;
}

function standingOf({ name }: Check) {
  return STANDS_ON[name] ?? THRESHOLD;
}

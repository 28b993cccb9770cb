import { formatCount } from '../core/units.ts';
import type { Residual } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { verifyResiduals } from '../stats/leak-rule.ts';
import { type CheckFunction, verdict } from './check.ts';

/** What may be left of each cycle, in the order in which a leak of it says most. */
const COUNTED = {
  serverOpen: 'connections open at the server',
  descriptors: 'descriptors of the subject',
  clientSockets: 'client sockets of the subject',
  socketListenersMax: 'listeners on a pooled socket',
  processListeners: 'listeners on the process',
} as const;
type Counted = keyof typeof COUNTED;

/**
 * Does what is left after each cycle of load, stop and settle grow? A pool saturates, a leak does not. A series that looks
 * like a leak was measured again for as many cycles, and only what looks like one both times is called one.
 */
export const growth: CheckFunction = (measured) => {
  const { first, again, notRun } = measured.evidence.growth;
  if (notRun !== null) return verdict('growth', 'skipped', `Not measured: ${notRun}.`);
  const judged = (Object.keys(COUNTED) as Counted[]).map((name) => ({
    name,
    first: judge(first, name),
    again: judge(again, name),
  }));
  const details = Object.fromEntries(judged.map(({ name, ...verdicts }) => [name, verdicts]));
  const leak = judged.find((one) => one.first?.verdict === 'leak' && one.again?.verdict === 'leak');
  if (leak) return verdict('growth', 'fail', accusation(measured, leak.name), details);
  const suspect = judged.find((one) => one.first?.verdict === 'leak' && one.again === undefined);
  if (suspect) {
    const summary = `The ${COUNTED[suspect.name]} grew over ${first.length} cycles, and there was no time to look again.`;
    return verdict('growth', 'inconclusive', summary, details);
  }
  const cycles = first.length + again.length;
  if (first.length === 0) return verdict('growth', 'inconclusive', 'No cycle came to its end.', details);
  return verdict(
    'growth',
    'pass',
    `Nothing grew over ${formatCount(cycles, 'cycle')} of load, stop and settle.`,
    details,
  );
};

function judge(residuals: readonly Residual[], name: Counted) {
  const values = residuals.map((residual) => residual[name]);
  if (values.length === 0 || values.some((value) => value === null)) return undefined;
  return verifyResiduals(values as number[]);
}

function accusation({ evidence: { growth: cycles } }: MeasuredCase, name: Counted): string {
  const all = [...cycles.first, ...cycles.again];
  const [from, to] = [all[0]?.[name], all.at(-1)?.[name]];
  const requests = all.reduce((sum, residual) => sum + residual.requests, 0);
  return `The ${COUNTED[name]} grew from ${from} to ${to} over ${formatCount(all.length, 'cycle')} with ${formatCount(requests, 'request')} and did not come back.`;
}

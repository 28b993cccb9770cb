import { formatCount } from '../core/units.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { COUNTED, type Counted, judgeResiduals } from '../stats/residuals.ts';
import { type CheckFunction, verdict } from './check.ts';

const LABELS: Record<Counted, string> = {
  serverOpen: 'connections open at the server',
  descriptors: 'descriptors of the subject',
  clientSockets: 'client sockets of the subject',
  socketListenersMax: 'listeners on a pooled socket',
  processListeners: 'listeners on the process',
  heapUsedBytes: 'heap after a forced collection, in bytes,',
};

/**
 * Does what is left after each cycle of load, stop and settle grow? A pool saturates, a leak does not. A series that looks
 * like a leak was measured again for as many cycles, and only what looks like one both times is called one.
 */
export const growth: CheckFunction = (measured) => {
  const { first, again, notRun } = measured.evidence.growth;
  if (notRun !== null) return verdict('growth', 'skipped', `Not measured: ${notRun}.`);
  const judged = COUNTED.map((name) => ({
    name,
    first: judgeResiduals(first, name),
    again: judgeResiduals(again, name),
  }));
  const details = Object.fromEntries(judged.map(({ name, ...verdicts }) => [name, verdicts]));
  const leak = judged.find((one) => one.first?.verdict === 'leak' && one.again?.verdict === 'leak');
  if (leak) return verdict('growth', 'fail', accusation(measured, leak.name), details);
  const suspect = judged.find((one) => one.first?.verdict === 'leak' && one.again === undefined);
  if (suspect) {
    const summary = `The ${LABELS[suspect.name]} grew over ${first.length} cycles, and there was no time to look again.`;
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

function accusation({ evidence: { growth: cycles } }: MeasuredCase, name: Counted): string {
  const all = [...cycles.first, ...cycles.again];
  const [from, to] = [all[0]?.[name], all.at(-1)?.[name]];
  const requests = all.reduce((sum, residual) => sum + residual.requests, 0);
  return `The ${LABELS[name]} grew from ${from?.toLocaleString('en')} to ${to?.toLocaleString('en')} over ${formatCount(all.length, 'cycle')} with ${formatCount(requests, 'request')} and did not come back.`;
}

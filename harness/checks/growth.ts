import { median } from 'simple-statistics';
import { gaugeOfKey } from '../core/gauge-names.ts';
import { formatCount } from '../core/units.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import type { LeakVerdict } from '../stats/leak-rule.ts';
import {
  type Counted,
  countedIn,
  isGivenBack,
  isMemory,
  judgeResiduals,
  leftIn,
  type OwnCount,
} from '../stats/residuals.ts';
import { type CheckFunction, verdict } from './check.ts';
import { functionsText } from './functions-left.ts';

const LABELS: Record<OwnCount, string> = {
  serverOpen: 'connections open at the server',
  descriptors: 'descriptors of the subject',
  clientSockets: 'client sockets of the subject',
  socketListenersMax: 'listeners on a pooled socket',
  processListeners: 'listeners on the process',
  heapUsedBytes: 'heap after a forced collection, in bytes,',
  arrayBuffersBytes: 'memory of Buffers after a forced collection, in bytes,',
  externalBytes: 'memory outside the heap after a forced collection, in bytes,',
};

/**
 * Does what is left after each cycle of load, stop and settle grow? A pool saturates, a leak does not. Where a series
 * looks like a leak, as many cycles were played again, and only what looks like one over all of them too is called one.
 */
export const growth: CheckFunction = (measured) => {
  const { first, again, later, notRun } = measured.evidence.growth;
  if (notRun !== null) return verdict('growth', 'skipped', `Not measured: ${notRun}.`);
  const judged = countedIn(first).map((name) => ({
    name,
    first: judgeResiduals(first, name),
    whole: again.length < first.length ? undefined : judgeResiduals([...first, ...again], name),
  }));
  const details = Object.fromEntries(judged.map(({ name, ...verdicts }) => [name, verdicts]));
  const leaks = judged.filter((one) => isLeak(one.first) && isLeak(one.whole));
  const isHeld = ({ name }: { name: Counted }) =>
    later && isMemory(name) && isGivenBack([...first, ...again], later, name);
  const leak = leaks.find((one) => !isHeld(one));
  if (leak) return verdict('growth', 'fail', accusation(measured, leak.name), details);
  const suspect = judged.find((one) => isLeak(one.first) && one.whole === undefined);
  if (suspect) {
    const summary = `The ${labelOf(suspect.name)} grew over ${first.length} cycles, and there was no time to look again.`;
    return verdict('growth', 'inconclusive', summary, details);
  }
  if (!judged.some((one) => isJudged(one.first))) {
    return verdict('growth', 'inconclusive', tooFew(measured), details);
  }
  if (leaks.length > 0) {
    const held = heldForATime(leaks.map(({ name }) => name));
    // Connections that were idle for so long may have gone meanwhile, and their memory with them.
    const haveGone = (later?.serverOpen ?? 0) < (again.at(-1)?.serverOpen ?? 0);
    if (haveGone)
      return verdict('growth', 'inconclusive', `${held}, or was that of connections, which went too.`, details);
    return verdict('growth', 'pass', `${held}.`, details);
  }
  return verdict('growth', 'pass', nothing(measured), details);
};

function isLeak(judged: LeakVerdict | undefined): boolean {
  return judged?.verdict === 'leak';
}

function isJudged(judged: LeakVerdict | undefined): boolean {
  return judged !== undefined && judged.verdict !== 'too few cycles';
}

function labelOf(name: Counted): string {
  const gauge = gaugeOfKey(name);
  return gauge === undefined ? LABELS[name as OwnCount] : `gauge '${gauge}'`;
}

function accusation({ evidence: { growth: cycles, gauges } }: MeasuredCase, name: Counted): string {
  const all = [...cycles.first, ...cycles.again];
  const [from, to] = [all[0], all.at(-1)].map((residual) => residual && leftIn(residual, name));
  const requests = all.reduce((sum, residual) => sum + residual.requests, 0);
  const where = functionsText(gauges, gaugeOfKey(name));
  return `The ${labelOf(name)} grew from ${from?.toLocaleString('en')} to ${to?.toLocaleString('en')} over ${formatCount(all.length, 'cycle')} with ${formatCount(requests, 'request')} and did not come back.${where}`;
}

/** As by a buffer that a timer flushes: it grows with each cycle, and is no leak. */
function heldForATime(names: readonly Counted[]): string {
  const grown = names.map(labelOf).join(' and the ');
  return `The ${grown} grew over the cycles, and was given back some seconds after the last one: it is held for a time`;
}

function tooFew({ evidence }: MeasuredCase): string {
  const { first } = evidence.growth;
  const stranded = played(evidence.phases, PHASES.growth)?.tally?.neverAnswered ?? 0;
  const why = stranded > 0 ? ` ${formatCount(stranded, 'request')} of the next one never answered.` : '';
  if (first.length === 0) return `No cycle came to its end.${why}`;
  return `${formatCount(first.length, 'cycle')} came to an end, too few to tell a leak from a warm-up.${why}`;
}

/** What the cycles cannot see is said with what they saw: the rule needs about one more of a thing in each cycle. */
function nothing({ evidence: { growth: cycles } }: MeasuredCase): string {
  const all = [...cycles.first, ...cycles.again];
  const requests = Math.round(median(all.map((residual) => residual.requests)));
  return `Nothing grew over ${formatCount(all.length, 'cycle')} of load, stop and settle; a leak of less than 1 in ${formatCount(requests, 'request')}, which is a cycle, would not show.`;
}

import { DEFAULT_CONNECTIONS } from '../../core/default-connections.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase, Series } from '../../record/schema.ts';
import { type LeakVerdict, verifyResiduals } from '../../stats/leak-rule.ts';
import { type CheckFunction, verdict } from '../check.ts';
import { growth as inCycles } from '../growth.ts';

/**
 * As many as there are cycles by default and their repetition: the first half must look like a leak, and all of them.
 */
const STRETCHES = 20;
/** A pool fills and a program warms up in the first part of its work. */
const WARM_SHARE = 0.25;

const CONNECTIONS = 'connections.ledger';
const LABELS = { [CONNECTIONS]: 'connections open at the target', descriptors: 'descriptors of the program' };

/**
 * Does what a program holds grow? By cycles, as that of a client. One with work of its own has no rests: the least that
 * it held in each stretch of its work is judged by the same rule, which is weaker, for its load may grow by itself.
 */
export const growth: CheckFunction = (measured) => {
  if (measured.evidence.drive !== 'own') return inCycles(measured);
  const load = played(measured.evidence.phases, PHASES.load);
  if (!load) return verdict('growth', 'inconclusive', 'The program did not come to its work.');
  const judged = Object.entries(LABELS).map(([name, label]) => ({
    name,
    label,
    ...judgeOver(measured.series[name], load),
  }));
  const details = Object.fromEntries(judged.map(({ name, ...verdicts }) => [name, verdicts]));
  const rising = judged.filter(({ first, whole }) => first?.verdict === 'leak' && whole?.verdict === 'leak');
  const filling = isFilling(measured) ? (rising.find(({ name }) => name === CONNECTIONS) ?? null) : null;
  // Each connection is a descriptor, too.
  const leak = rising.find((one) => filling === null || riseOf(one) > riseOf(filling));
  const took = formatDurationMs(load.endMs - load.startMs);
  if (leak) return verdict('growth', 'fail', `${grewText(leak, took)}.`, details);
  if (filling) {
    const sentence = `${grewText(filling, took)}, within the limit of ${measured.settings.connectionLimit ?? `${DEFAULT_CONNECTIONS} that it is told`}: a pool that fills looks the same.`;
    return verdict('growth', 'inconclusive', sentence, details);
  }
  if (judged.every(({ least }) => least.length < STRETCHES)) {
    const sentence = 'The program worked for too short a time to tell a leak from its start.';
    return verdict('growth', 'inconclusive', sentence, details);
  }
  const sentence = `Nothing grew over ${took} of its own work, in ${formatCount(STRETCHES, 'stretch', 'stretches')}; without rests between, this is weaker than cycles.`;
  return verdict('growth', 'pass', sentence, details);
};

/** Its connections stay within its limit, so that a load that rises by itself explains that there are more of them. */
function isFilling({ settings, series }: MeasuredCase): boolean {
  const most = Math.max(0, ...(series[CONNECTIONS]?.v ?? []));
  return most <= (settings.connectionLimit ?? DEFAULT_CONNECTIONS);
}

interface Judged {
  label: string;
  least: number[];
}

function riseOf({ least }: Judged): number {
  return (least.at(-1) ?? 0) - (least[0] ?? 0);
}

function grewText({ label, least }: Judged, took: string): string {
  return `The ${label} grew from ${least[0]} to ${least.at(-1)} over ${took} of its own work, and never came back`;
}

function judgeOver(
  series: Series | undefined,
  { startMs, endMs }: { startMs: number; endMs: number },
): { least: number[]; first?: LeakVerdict; whole?: LeakVerdict } {
  const fromMs = startMs + WARM_SHARE * (endMs - startMs);
  const least = leastInStretches(series, fromMs, (endMs - fromMs) / STRETCHES);
  if (least.length < STRETCHES) return { least };
  return { least, first: verifyResiduals(least.slice(0, STRETCHES / 2)), whole: verifyResiduals(least) };
}

/** The least of a step line in each stretch; empty where it says nothing of one of them. */
function leastInStretches(series: Series | undefined, fromMs: number, stretchMs: number): number[] {
  if (!series || stretchMs <= 0) return [];
  const stretches = Array.from({ length: STRETCHES }, (_, index) => {
    const [startMs, endMs] = [fromMs + index * stretchMs, fromMs + (index + 1) * stretchMs];
    const inside = series.v.filter((_, at) => holdsIn(series, at, startMs, endMs));
    return inside.length > 0 ? [Math.min(...inside)] : [];
  });
  return stretches.every((found) => found.length > 0) ? stretches.flat() : [];
}

/** A value holds until the next point. */
function holdsIn({ t }: Series, at: number, startMs: number, endMs: number): boolean {
  const [sinceMs, untilMs] = [t[at] ?? 0, t[at + 1] ?? Number.POSITIVE_INFINITY];
  return sinceMs < endMs && untilMs > startMs;
}

import { formatCount, formatDurationMs } from '../../core/units.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { Series } from '../../record/schema.ts';
import { type LeakVerdict, verifyResiduals } from '../../stats/leak-rule.ts';
import { type CheckFunction, verdict } from '../check.ts';
import { growth as inCycles } from '../growth.ts';

/**
 * As many as there are cycles by default and their repetition: the first half must look like a leak, and all of them.
 */
const STRETCHES = 20;
/** A pool fills and a program warms up in the first part of its work. */
const WARM_SHARE = 0.25;

const LABELS = { 'connections.ledger': 'connections open at the target', descriptors: 'descriptors of the program' };

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
  const leak = judged.find(({ first, whole }) => first?.verdict === 'leak' && whole?.verdict === 'leak');
  const took = formatDurationMs(load.endMs - load.startMs);
  if (leak) {
    const [from, to] = [leak.least[0], leak.least.at(-1)];
    const sentence = `The ${leak.label} grew from ${from} to ${to} over ${took} of its own work, and never came back.`;
    return verdict('growth', 'fail', sentence, details);
  }
  if (judged.every(({ least }) => least.length < STRETCHES)) {
    const sentence = 'The program worked for too short a time to tell a leak from its start.';
    return verdict('growth', 'inconclusive', sentence, details);
  }
  const sentence = `Nothing grew over ${took} of its own work, in ${formatCount(STRETCHES, 'stretch', 'stretches')}; without rests between, this is weaker than cycles.`;
  return verdict('growth', 'pass', sentence, details);
};

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

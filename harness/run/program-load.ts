import { monotonicMs } from '../core/clock.ts';
import { PHASES } from '../record/phases/table.ts';
import { type CaseContext, type PhaseSeen, playPhase } from './case-context.ts';
import { READY_MS } from './subject/program/ready.ts';
import type { FeedOrder } from './subject/subject.ts';

// The load of a program that nobody calls: it is fed lines, or goes on with work of its own.

/** Without a length a load would not end. */
const DURATION_MS = 10_000;
/** How often a program that warms up is looked at. */
const LOOK_MS = 50;

export async function loadProgram(context: CaseContext): Promise<void> {
  if (context.stop.aborted) return;
  await playPhase(context, PHASES.load, async (phase) => {
    await context.target.begin?.();
    context.subject.lookForOthers?.();
    await context.outside.during(() =>
      context.gauges.during(async () => {
        context.seen.cpuMicros = await driveThrough(context, phase);
      }),
    );
    context.subject.lookForOthers?.();
  });
}

/**
 * What is compared is a program at work and not its start: until its first request has reached the target, and as long
 * again as a warm-up lasts. A case is judged from the start on.
 */
export async function warmUpProgram(context: CaseContext): Promise<void> {
  const { subject, target, stop, plan } = context;
  if (stop.aborted || !(subject.feed || subject.work)) return;
  await playPhase(context, PHASES.warmup, async (phase) => {
    const goOn = (durationMs: number) => driveBy(context, phase, { lines: null, durationMs });
    let isGone = false;
    subject.gone.then(() => {
      isGone = true;
    });
    const untilMs = monotonicMs() + READY_MS;
    const isAtWork = async () => (await target.counts()).requests > 0;
    while (!stop.aborted && !isGone && monotonicMs() < untilMs && !(await isAtWork())) await goOn(LOOK_MS);
    await goOn(plan.scenario.load.warmupMs);
  });
}

function driveThrough(context: CaseContext, phase: PhaseSeen): Promise<number | null> {
  const { uncalledMs, scenario } = context.plan;
  const { requests, durationMs } = scenario.load;
  if (uncalledMs !== undefined) return driveBy(context, phase, { lines: null, durationMs: uncalledMs });
  return driveBy(context, phase, {
    lines: requests,
    durationMs: durationMs ?? (requests === null ? DURATION_MS : null),
  });
}

/** Feeds it, or lets it go on with work of its own, which no number bounds; its processor time, null: not known. */
async function driveBy(context: CaseContext, phase: PhaseSeen, order: FeedOrder): Promise<number | null> {
  const { subject, stop } = context;
  if (subject.feed) return feed(context, phase, order);
  return (await subject.work?.(order.durationMs ?? DURATION_MS, stop)) ?? null;
}

/** What it cost the program; a phase may feed it several times. */
export async function feed({ subject, stop }: CaseContext, phase: PhaseSeen, order: FeedOrder): Promise<number | null> {
  if (!subject.feed) throw new Error('a subject that takes no lines is fed some');
  const { cpuMicros, ...fed } = await subject.feed(order, stop);
  const before = phase.fed ?? { lines: 0, heldUpMs: 0, elapsedMs: 0 };
  phase.fed = {
    lines: before.lines + fed.lines,
    heldUpMs: before.heldUpMs + fed.heldUpMs,
    elapsedMs: before.elapsedMs + fed.elapsedMs,
  };
  return cpuMicros;
}

import { PHASES } from '../record/phases/table.ts';
import type { Load } from '../scenario/types.ts';
import { type CaseContext, type PhaseSeen, playPhase } from './case-context.ts';
import type { FeedOrder, Subject } from './subject/subject.ts';

// The load of a program that nobody calls: it is fed lines, or goes on with work of its own.

/** Without a length a load would not end. */
const DURATION_MS = 10_000;

type Working = Pick<Subject, 'feed' | 'work'>;

export async function loadProgram(context: CaseContext, subject: Working): Promise<void> {
  if (context.stop.aborted) return;
  await playPhase(context, PHASES.load, async (phase) => {
    await context.target.begin?.();
    context.subject.lookForOthers?.();
    await context.outside.during(async () => {
      const { load } = context.plan.scenario;
      await context.gauges.during(async () => {
        if (subject.feed) context.seen.cpuMicros = await feed(context, phase, orderOf(load));
        else await subject.work?.(load.durationMs ?? DURATION_MS, context.stop);
      });
    });
    context.subject.lookForOthers?.();
  });
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

function orderOf({ requests, durationMs }: Load): FeedOrder {
  return { lines: requests, durationMs: requests === null ? (durationMs ?? DURATION_MS) : durationMs };
}

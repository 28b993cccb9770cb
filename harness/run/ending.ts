import { monotonicMs } from '../core/clock.ts';
import type { Ending } from '../record/evidence/case.ts';
import { PHASES } from '../record/phases/table.ts';
import { can } from './abilities.ts';
import { type CaseContext, playPhase } from './case-context.ts';
import { ChildSilent, type Gone } from './child.ts';

/** A process with nothing left to do ends in tens of milliseconds; undici's own timers take up to one second. */
const EXIT_DEADLINE_MS = 2_000;
/**
 * What nothing keeps is ending, on a machine that is busy; and a timer alone may be the last one of a loop that is
 * over.
 */
const SLOW_EXIT_MS = 8_000;

const NOT_KNOWN: Omit<Ending, 'outcome' | 'during'> = { exitCode: null, signal: null, tookMs: 0, keptAliveBy: {} };

/** The subject is let go: does it end by itself? If not, it says what keeps it, and is ended. */
export async function exit(context: CaseContext): Promise<Ending> {
  const startedMs = monotonicMs();
  let ending: Ending | undefined;
  await playPhase(context, PHASES.exit, async () => {
    await context.subject.stop();
    if (!can(context, 'exit')) {
      ending = { ...NOT_KNOWN, outcome: 'killed', during: PHASES.exit.name };
      return;
    }
    const gone = await goneWithin(context, EXIT_DEADLINE_MS);
    ending = gone ? ended(gone, PHASES.exit.name, monotonicMs() - startedMs) : await whatKeepsIt(context, startedMs);
    const left = await context.subject.survivors?.();
    if (left) ending = { ...ending, left };
  });
  return ending as Ending;
}

/** What became of a subject that fell out of the case before its end. */
export async function fallenIn(context: CaseContext, silence: ChildSilent): Promise<Ending> {
  const during = context.seen.phases.at(-1)?.name ?? 'start';
  if (silence.code === 'CHILD_GONE') return ended(await context.subject.gone, during, 0);
  return { ...NOT_KNOWN, outcome: 'unresponsive', during };
}

function ended({ exitCode, signal }: Gone, during: string, tookMs: number): Ending {
  const outcome = during === PHASES.exit.name && exitCode === 0 ? 'exited' : 'crashed';
  return { outcome, exitCode, signal, tookMs, keptAliveBy: {}, during };
}

async function goneWithin({ subject }: CaseContext, ms: number): Promise<Gone | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const deadline = setTimeout(resolve, ms, undefined);
  return Promise.race([subject.gone, late]).finally(() => clearTimeout(deadline));
}

async function whatKeepsIt(context: CaseContext, startedMs: number): Promise<Ending> {
  const stayed = { exitCode: null, signal: null, tookMs: monotonicMs() - startedMs, during: PHASES.exit.name };
  try {
    const keptAliveBy = await context.subject.keptAlive?.();
    const isEnding = keptAliveBy !== undefined && Object.keys(keptAliveBy).every((kind) => kind === 'Timeout');
    const gone = isEnding ? await goneWithin(context, SLOW_EXIT_MS) : undefined;
    if (gone) return ended(gone, PHASES.exit.name, monotonicMs() - startedMs);
    return { ...stayed, outcome: 'stayed', keptAliveBy: keptAliveBy ?? {} };
  } catch (error) {
    if (!(error instanceof ChildSilent)) throw error;
    // It ended while it was asked.
    if (error.code === 'CHILD_GONE')
      return ended(await context.subject.gone, PHASES.exit.name, monotonicMs() - startedMs);
    return { ...stayed, outcome: 'unresponsive', keptAliveBy: {} };
  }
}

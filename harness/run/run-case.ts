import { monotonicMs, REAL_CLOCK } from '../core/clock.ts';
import type { Ending } from '../record/evidence/case.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { recordGauges, UNDER_LOAD } from '../recorders/gauges.ts';
import { recordKernel } from '../recorders/kernel.ts';
import { recordOutside } from '../recorders/outside.ts';
import { assembleCase } from './assemble.ts';
import { type CaseContext, type CasePlan, nothingSeen } from './case-context.ts';
import { ChildSilent } from './child.ts';
import { asInputError } from './client-unusable.ts';
import { exit, fallenIn } from './ending.ts';
import { growth } from './growth.ts';
import { idle } from './idle.ts';
import type { Meet } from './meeting.ts';
import { again, baseline, close, collect, drain, load, start, warmup } from './phases.ts';
import { probe } from './probes.ts';
import { warmUpProgram } from './program-load.ts';
import { type Pulse, pulseOf } from './pulse.ts';
import { startServer } from './server-process.ts';
import { signal } from './signal.ts';
import { startSubject } from './subject/start-subject.ts';
import type { Workplace } from './workplace.ts';

export interface CaseOptions {
  workplace: Workplace;
  /** Ends the load early; what was measured until then is kept. */
  stop: AbortSignal;
  onPhase: (phase: string) => void;
  /** How many connections the kernel shows, as often as it is looked at anyway. */
  onConnections?: ((open: number) => void) | undefined;
  /** Waits for the other clients of the server; absent: there is none. */
  meet?: Meet;
  /** All that is kept of what a program printed, once it has ended. */
  onOutput?: (text: string) => Promise<void> | undefined;
  /** Is given what may be asked while the case is played; absent: nobody watches it, and nothing is told for that. */
  onPulse?: (pulse: Pulse) => void;
}

/** Plays one case from the first process to the last, and hands over what the witnesses saw, judged by nobody yet. */
export function runCase(plan: CasePlan, options: CaseOptions): Promise<MeasuredCase> {
  return startAndPlay(plan, options, playPhases);
}

/**
 * Plays of a case only what a comparison measures, in processes of its own: warm-up, load, close. It reads no gauges,
 * which would be asked at the cost of one configuration and not of another.
 */
export function runWindow(plan: CasePlan, options: CaseOptions): Promise<MeasuredCase> {
  const configuration = { ...plan.configuration, gauges: [] };
  return startAndPlay({ ...plan, configuration }, options, playWindow);
}

type Play = (context: CaseContext) => Promise<Ending>;

async function startAndPlay(plan: CasePlan, options: CaseOptions, play: Play): Promise<MeasuredCase> {
  const { workplace, onPulse } = options;
  // Both processes load their modules side by side; nothing is measured yet.
  await using subject = startSubject(plan.configuration, workplace);
  await using target = await startServer(plan.scenario.target, workplace);
  const tellTo = onPulse && workplace.filePath();
  if (tellTo) onPulse(pulseOf(target, tellTo));
  // Awaited here, because the target must live until its account has been read.
  return await playCase(plan, { subject, target, tellTo }, options, play);
}

/** Plays a case with a subject and a target that are there, as far as they are able. */
export async function playCase(
  plan: CasePlan,
  { subject, target, tellTo }: Pick<CaseContext, 'subject' | 'target' | 'tellTo'>,
  { stop, onPhase, onConnections, meet, onOutput }: Omit<CaseOptions, 'workplace'>,
  play: Play = playPhases,
): Promise<MeasuredCase> {
  using outside = recordOutside(subject, REAL_CLOCK);
  using kernel = recordKernel({
    origin: target.origin,
    socketPath: target.socketPath,
    get pid() {
      return subject.pid;
    },
    clock: REAL_CLOCK,
    onOpen: onConnections,
  });
  using gauges = recordGauges(plan.configuration.gauges, () => subject.places ?? {}, REAL_CLOCK, UNDER_LOAD);
  const context: CaseContext = {
    plan,
    subject,
    target,
    outside,
    kernel,
    gauges,
    originMs: monotonicMs(),
    stop,
    onPhase,
    tellTo,
    meet: meet ?? (async () => {}),
    seen: nothingSeen(),
  };
  const ending = await playOrFall(context, play);
  const printed = subject.printed?.();
  if (printed) await onOutput?.(printed);
  return await assembleCase(context, ending);
}

async function playPhases(context: CaseContext): Promise<Ending> {
  await start(context);
  await baseline(context);
  await warmup(context);
  await context.meet('load');
  await load(context);
  await context.meet('loaded');
  await probe(context);
  await drain(context);
  await signal(context);
  await collect(context);
  await again(context);
  await growth(context);
  await idle(context);
  await close(context);
  return exit(context);
}

async function playWindow(context: CaseContext): Promise<Ending> {
  await start(context);
  await warmUpProgram(context);
  await warmup(context);
  await load(context);
  await close(context);
  return { outcome: 'killed', exitCode: null, signal: null, tookMs: 0, keptAliveBy: {}, during: PHASES.close.name };
}

async function playOrFall(context: CaseContext, play: (context: CaseContext) => Promise<Ending>): Promise<Ending> {
  try {
    return await play(context);
  } catch (error) {
    if (error instanceof ChildSilent) return fallenIn(context, error);
    throw asInputError(error, context.plan.configuration.subject);
  }
}

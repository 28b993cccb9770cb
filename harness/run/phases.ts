import { PHASES } from '../record/phases/table.ts';
import { mayKeep } from '../record/pool-size.ts';
import { givenBackAt, manyOf, restOfLoad } from '../record/rest.ts';
import { can, canPlay, whyUnable } from './abilities.ts';
import { lastAnswersMs } from './answer-time.ts';
import { type CaseContext, clientOptions, loadTally, playPhase, streamsSeen } from './case-context.ts';
import { runLoad } from './load.ts';
import { loadProgram } from './program-load.ts';
import { lookAtAll, settle, takeSnapshot } from './snapshots.ts';
import { openStreams } from './streams.ts';

// One function a phase. Each waits with a bounded back-off before it takes its final look: accuse late.

/** A load of hours is not repeated for hours. */
const AGAIN_MS = 10_000;
/** A pool that has nothing in flight closes in milliseconds; one that takes two seconds hangs for its caller. */
const CLOSE_MS = 2_000;
/** One that waits for a loop or a flush of its own settles then, and is not held for one that hangs. */
const LATE_CLOSE_MS = 8_000;

export async function start(context: CaseContext): Promise<void> {
  const { node } = await context.subject.start({
    options: clientOptions(context),
    requestsAtTarget: async () => (await context.target.counts()).requests,
  });
  context.seen.node = node;
}

/** What the subject has before its first request. */
export function baseline(context: CaseContext): Promise<void> {
  return playPhase(context, PHASES.baseline, async (seen) => {
    await context.subject.collect?.();
    seen.snapshot = await takeSnapshot(context);
  });
}

export async function warmup(context: CaseContext): Promise<void> {
  const { scenario, warmupRequests = null } = context.plan;
  const { load } = scenario;
  if (load.warmupMs === 0 || context.stop.aborted || !can(context, 'load')) return;
  await playPhase(context, PHASES.warmup, async (seen) => {
    const { tally } = await runLoad(context, { ...load, requests: warmupRequests, durationMs: load.warmupMs });
    seen.tally = tally;
  });
}

export async function load(context: CaseContext): Promise<void> {
  if (context.subject.feed || context.subject.work) return loadProgram(context);
  if (context.stop.aborted || !canPlay(context, PHASES.load, 'load')) return;
  context.subject.lookForOthers?.();
  await playPhase(context, PHASES.load, async (seen) => {
    await context.target.begin?.();
    await openStreams(context);
    const {
      tally,
      latency,
      parts,
      cpuMicros,
      callerCpuMicros = null,
    } = await context.outside.during(() =>
      context.gauges.during(() => runLoad(context, context.plan.scenario.load, context.tellTo)),
    );
    seen.tally = tally;
    context.seen.histograms = { latency, ...parts.histograms };
    if (parts.notMeasured !== null) context.seen.untried.push(parts.notMeasured);
    context.seen.cpuMicros = cpuMicros;
    context.seen.callerCpuMicros = callerCpuMicros;
  });
}

/** The load has stopped: does the pool come to rest within what it may keep? */
export async function drain(context: CaseContext): Promise<void> {
  // A program with work of its own goes on with it.
  if (context.subject.work) return;
  await playPhase(context, PHASES.drain, async (seen) => {
    seen.snapshot = await settle(context, resting(context));
  });
}

/** What is given back only now was held by nobody but the garbage collector. */
export async function collect(context: CaseContext): Promise<void> {
  if (!canPlay(context, PHASES.collect, 'collect')) return;
  await playPhase(context, PHASES.collect, async (seen) => {
    seen.uncollected = await lookAtAll(context);
    const { listeners } = await context.subject.collect();
    seen.collectedListeners = listeners;
    seen.snapshot = await settle(context, resting(context));
  });
}

/**
 * Many descriptors, timers or listeners that are left may be what the client needs. The same load once more tells: what
 * it needs stays the same, a leak grows. What was gone with the garbage may have ended by itself at that moment; the
 * same load tells that too.
 */
export async function again(context: CaseContext): Promise<void> {
  if (!can(context, 'load')) return;
  const { plan, stop } = context;
  const { phases } = context.seen;
  const rest = restOfLoad(phases);
  const first = loadTally(context);
  if (!rest || !first || stop.aborted || first.neverAnswered > 0) return;
  if (Object.keys({ ...manyOf(rest), ...givenBackAt(phases, PHASES.collect) }).length === 0) return;
  await playPhase(context, PHASES.again, async (seen) => {
    const durationMs = Math.min(AGAIN_MS, plan.scenario.load.durationMs ?? AGAIN_MS);
    const requests = first.answered + first.errors;
    const { tally } = await runLoad(context, { ...plan.scenario.load, requests, durationMs });
    seen.tally = tally;
    if (can(context, 'collect')) {
      seen.uncollected = await lookAtAll(context);
      await context.subject.collect();
    }
    seen.snapshot = await settle(context, resting(context));
  });
}

export async function close(context: CaseContext): Promise<void> {
  if (!can(context, 'close')) {
    context.seen.closeNotRun = whyUnable(context, 'close');
    return;
  }
  await playPhase(context, PHASES.close, async (seen) => {
    const usualMs = CLOSE_MS + lastAnswersMs(context.plan.scenario);
    context.seen.close = await context.subject.close({ usualMs, deadlineMs: usualMs + LATE_CLOSE_MS });
    if (context.seen.close === null)
      context.seen.closeNotRun = context.subject.survivors
        ? 'the program had ended by itself'
        : 'the client has no close() of its own';
    else seen.snapshot = await settle(context, { keep: 0, streams: 0 });
  });
}

/** What may stay open while nothing is asked of the client. */
function resting(context: CaseContext): Parameters<typeof settle>[1] {
  const seen = context.seen.phases.map(({ ledger }) => ledger.requestsInFlightPeak);
  const keep = mayKeep(context.plan.configuration, loadTally(context)?.inFlightPeak ?? Math.max(0, ...seen));
  return { keep, streams: streamsSeen(context) };
}

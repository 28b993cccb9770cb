import { phasesOf } from '../record/phases/of-case.ts';
import { PHASES } from '../record/phases/table.ts';
import { mayKeep } from '../record/pool-size.ts';
import { givenBackAt, manyOf, restAt } from '../record/rest.ts';
import { lookInAndAround, settle, takeBorder } from './borders.ts';
import { runLoad } from './load.ts';
import { prepareSubject } from './prepare-subject.ts';
import { ANSWER_MS, clientOptions, playPhase, type Stage } from './stage.ts';
import { openStreams } from './streams.ts';

// One function a phase. Each waits with a bounded back-off before it takes its final look: accuse late.

/** A load of hours is not repeated for hours. */
const AGAIN_MS = 10_000;
/** A pool that has nothing in flight closes in milliseconds; one that takes two seconds hangs for whoever waits for it. */
const CLOSE_DEADLINE_MS = 2_000;

export async function prepare(stage: Stage): Promise<void> {
  const { subject, plan } = stage;
  const task = { subject: plan.configuration.subject, options: clientOptions(stage) };
  stage.seen.node = await prepareSubject(subject, task);
}

/** What the subject has before its first request. */
export function baseline(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.baseline, async () => {
    await stage.subject.calls.collect(undefined, { timeoutMs: ANSWER_MS });
    await takeBorder(stage, PHASES.baseline);
  });
}

export async function warmup(stage: Stage): Promise<void> {
  const { scenario, warmupRequests = null } = stage.plan;
  const { load } = scenario;
  if (load.warmupMs === 0 || stage.stop.aborted) return;
  await playPhase(stage, PHASES.warmup, async () => {
    const { tally } = await runLoad(stage, { ...load, requests: warmupRequests, durationMs: load.warmupMs });
    stage.seen.requests.warmup = tally;
  });
}

export async function load(stage: Stage): Promise<void> {
  if (stage.stop.aborted) return;
  await playPhase(stage, PHASES.load, async () => {
    await stage.server.calls.begin(undefined);
    await openStreams(stage);
    const { tally, latency, parts, cpuMicros } = await stage.outside.during(() =>
      runLoad(stage, stage.plan.scenario.load),
    );
    stage.seen.requests.load = tally;
    stage.seen.histograms = { latency, ...parts.histograms };
    if (parts.notMeasured !== null) stage.seen.untried.push(parts.notMeasured);
    stage.seen.cpuMicros = cpuMicros;
  });
}

/** The load has stopped: does the pool come to rest within what it may keep? */
export function drain(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.drain, () => settle(stage, PHASES.drain, restingSize(stage)));
}

/** What is given back only now was held by nobody but the garbage collector. */
export function collect(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.collect, async () => {
    const { uncollected } = stage.seen;
    uncollected.load = await lookInAndAround(stage);
    const { listeners } = await stage.subject.calls.collect(undefined, { timeoutMs: ANSWER_MS });
    uncollected.listeners = listeners;
    await settle(stage, PHASES.collect, restingSize(stage));
  });
}

/**
 * Many descriptors, timers or listeners that are left may be what the client needs. The same load once more tells: what
 * it needs stays the same, a leak grows. What was gone with the garbage may have ended by itself at that moment; the same
 * load tells that too.
 */
export async function again(stage: Stage): Promise<void> {
  const { seen, plan, stop } = stage;
  const phases = phasesOf(seen);
  const rest = restAt(phases, PHASES.collect);
  const { load: first } = seen.requests;
  if (!rest || !first || stop.aborted || first.neverAnswered > 0) return;
  if (Object.keys({ ...manyOf(rest), ...givenBackAt(phases, PHASES.collect) }).length === 0) return;
  await playPhase(stage, PHASES.again, async () => {
    const durationMs = Math.min(AGAIN_MS, plan.scenario.load.durationMs ?? AGAIN_MS);
    const requests = first.answered + first.errors;
    const { tally } = await runLoad(stage, { ...plan.scenario.load, requests, durationMs });
    seen.again = tally;
    seen.uncollected.again = await lookInAndAround(stage);
    await stage.subject.calls.collect(undefined, { timeoutMs: ANSWER_MS });
    await settle(stage, PHASES.again, restingSize(stage));
  });
}

export function close(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.close, async () => {
    stage.seen.close = await stage.subject.calls.close(
      { deadlineMs: CLOSE_DEADLINE_MS },
      { timeoutMs: CLOSE_DEADLINE_MS + ANSWER_MS },
    );
    if (stage.seen.close === null) stage.seen.closeNotRun = 'the client has no close() of its own';
    else await settle(stage, PHASES.close, 0);
  });
}

function restingSize({ plan, seen }: Stage): number {
  return mayKeep(plan.configuration, seen.requests.load?.inFlightPeak ?? 0);
}

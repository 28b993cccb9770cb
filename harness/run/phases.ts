import { PHASES } from '../record/phases/table.ts';
import { mayKeep } from '../record/pool-size.ts';
import { givenBackAt, manyOf, restAt } from '../record/rest.ts';
import { can, canPlay, whyUnable } from './abilities.ts';
import { runLoad } from './load.ts';
import { lookInAndAround, settle, takeSnapshot } from './snapshots.ts';
import { clientOptions, loadTally, playPhase, type Stage } from './stage.ts';
import { openStreams } from './streams.ts';

// One function a phase. Each waits with a bounded back-off before it takes its final look: accuse late.

/** A load of hours is not repeated for hours. */
const AGAIN_MS = 10_000;
/** A pool that has nothing in flight closes in milliseconds; one that takes two seconds hangs for whoever waits for it. */
const CLOSE_DEADLINE_MS = 2_000;

export async function start(stage: Stage): Promise<void> {
  const { node } = await stage.subject.start({ options: clientOptions(stage) });
  stage.seen.node = node;
}

/** What the subject has before its first request. */
export function baseline(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.baseline, async (seen) => {
    await stage.subject.collect?.();
    seen.snapshot = await takeSnapshot(stage);
  });
}

export async function warmup(stage: Stage): Promise<void> {
  const { scenario, warmupRequests = null } = stage.plan;
  const { load } = scenario;
  if (load.warmupMs === 0 || stage.stop.aborted || !can(stage, 'load')) return;
  await playPhase(stage, PHASES.warmup, async (seen) => {
    const { tally } = await runLoad(stage, { ...load, requests: warmupRequests, durationMs: load.warmupMs });
    seen.tally = tally;
  });
}

export async function load(stage: Stage): Promise<void> {
  if (stage.stop.aborted || !canPlay(stage, PHASES.load, 'load')) return;
  await playPhase(stage, PHASES.load, async (seen) => {
    await stage.target.begin?.();
    await openStreams(stage);
    const { tally, latency, parts, cpuMicros } = await stage.outside.during(() =>
      runLoad(stage, stage.plan.scenario.load),
    );
    seen.tally = tally;
    stage.seen.histograms = { latency, ...parts.histograms };
    if (parts.notMeasured !== null) stage.seen.untried.push(parts.notMeasured);
    stage.seen.cpuMicros = cpuMicros;
  });
}

/** The load has stopped: does the pool come to rest within what it may keep? */
export function drain(stage: Stage): Promise<void> {
  return playPhase(stage, PHASES.drain, async (seen) => {
    seen.snapshot = await settle(stage, resting(stage));
  });
}

/** What is given back only now was held by nobody but the garbage collector. */
export async function collect(stage: Stage): Promise<void> {
  if (!canPlay(stage, PHASES.collect, 'collect')) return;
  await playPhase(stage, PHASES.collect, async (seen) => {
    seen.uncollected = await lookInAndAround(stage);
    const { listeners } = await stage.subject.collect();
    seen.collectedListeners = listeners;
    seen.snapshot = await settle(stage, resting(stage));
  });
}

/**
 * Many descriptors, timers or listeners that are left may be what the client needs. The same load once more tells: what
 * it needs stays the same, a leak grows. What was gone with the garbage may have ended by itself at that moment; the same
 * load tells that too.
 */
export async function again(stage: Stage): Promise<void> {
  if (!can(stage, 'load', 'collect')) return;
  const { plan, stop } = stage;
  const { phases } = stage.seen;
  const rest = restAt(phases, PHASES.collect);
  const first = loadTally(stage);
  if (!rest || !first || stop.aborted || first.neverAnswered > 0) return;
  if (Object.keys({ ...manyOf(rest), ...givenBackAt(phases, PHASES.collect) }).length === 0) return;
  await playPhase(stage, PHASES.again, async (seen) => {
    const durationMs = Math.min(AGAIN_MS, plan.scenario.load.durationMs ?? AGAIN_MS);
    const requests = first.answered + first.errors;
    const { tally } = await runLoad(stage, { ...plan.scenario.load, requests, durationMs });
    seen.tally = tally;
    seen.uncollected = await lookInAndAround(stage);
    await stage.subject.collect();
    seen.snapshot = await settle(stage, resting(stage));
  });
}

export async function close(stage: Stage): Promise<void> {
  if (!can(stage, 'close')) {
    stage.seen.closeNotRun = whyUnable(stage, 'close');
    return;
  }
  await playPhase(stage, PHASES.close, async (seen) => {
    stage.seen.close = await stage.subject.close(CLOSE_DEADLINE_MS);
    if (stage.seen.close === null) stage.seen.closeNotRun = 'the client has no close() of its own';
    else seen.snapshot = await settle(stage, { keep: 0, streams: 0 });
  });
}

/** What may stay open while nothing is asked of the client. */
function resting(stage: Stage): Parameters<typeof settle>[1] {
  const keep = mayKeep(stage.plan.configuration, loadTally(stage)?.inFlightPeak ?? 0);
  return { keep, streams: stage.seen.streams?.seen ?? 0 };
}

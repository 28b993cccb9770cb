import { lookUntil } from '../core/wait.ts';
import type { Border } from '../record/evidence.ts';
import { mayKeep } from '../record/pool-size.ts';
import { runLoad } from './load.ts';
import { ANSWER_MS, clientOptions, lookAround, PREPARE_MS, playPhase, type Stage } from './stage.ts';
import { openStreams } from './streams.ts';

// One function a phase. Each waits with a bounded back-off before it takes its final look: accuse late.

/** How long connections may take to come to rest after the load; a server's FIN and a client's timer need far less. */
const SETTLE_MS = 1_000;
/** How long a border waits until server, kernel and client count the same; a FIN is under way for microseconds. */
const AGREE_MS = 500;
/** A pool that has nothing in flight closes in milliseconds; one that takes two seconds hangs for whoever waits for it. */
const CLOSE_DEADLINE_MS = 2_000;

export async function prepare(stage: Stage): Promise<void> {
  const { subject, plan } = stage;
  const task = { subject: plan.configuration.subject, options: clientOptions(stage) };
  const { node } = await subject.calls.prepare(task, { timeoutMs: PREPARE_MS });
  stage.seen.node = node;
}

/** What the subject has before its first request. */
export function baseline(stage: Stage): Promise<void> {
  return playPhase(stage, 'baseline', async () => {
    await stage.subject.calls.collect(undefined, { timeoutMs: ANSWER_MS });
    await takeBorder(stage, 'baseline');
  });
}

export async function warmup(stage: Stage): Promise<void> {
  const { scenario, warmupRequests = null } = stage.plan;
  const { load } = scenario;
  if (load.warmupMs === 0 || stage.stop.aborted) return;
  await playPhase(stage, 'warmup', async () => {
    const { tally } = await runLoad(stage, { ...load, requests: warmupRequests, durationMs: load.warmupMs });
    stage.seen.requests.warmup = tally;
  });
}

export async function load(stage: Stage): Promise<void> {
  if (stage.stop.aborted) return;
  await playPhase(stage, 'load', async () => {
    await stage.server.calls.begin(undefined);
    await openStreams(stage);
    const { tally, latency, parts, cpuMicros } = await runLoad(stage, stage.plan.scenario.load);
    stage.seen.requests.load = tally;
    stage.seen.histograms = { latency, ...parts };
    stage.seen.cpuMicros = cpuMicros;
  });
}

/** The load has stopped: does the pool come to rest within what it may keep? */
export function drain(stage: Stage): Promise<void> {
  return playPhase(stage, 'drain', () => settle(stage, 'drain', restingSize(stage)));
}

/** What is given back only now was held by nobody but the garbage collector. */
export function collect(stage: Stage): Promise<void> {
  return playPhase(stage, 'collect', async () => {
    await stage.subject.calls.collect(undefined, { timeoutMs: ANSWER_MS });
    await settle(stage, 'collect', restingSize(stage));
  });
}

export function close(stage: Stage): Promise<void> {
  return playPhase(stage, 'close', async () => {
    stage.seen.close = await stage.subject.calls.close(
      { deadlineMs: CLOSE_DEADLINE_MS },
      { timeoutMs: CLOSE_DEADLINE_MS + ANSWER_MS },
    );
    await settle(stage, 'close', 0);
  });
}

function restingSize({ plan, seen }: Stage): number {
  return mayKeep(plan.configuration, seen.requests.load?.inFlightPeak ?? 0);
}

async function settle(stage: Stage, name: string, keep: number): Promise<void> {
  const streams = name === 'close' ? 0 : stage.plan.scenario.load.streams;
  await lookUntil(
    () => lookAround(stage),
    ({ serverOpen, serverActive }) => serverOpen <= keep + streams && serverActive <= streams,
    { deadlineMs: SETTLE_MS },
  );
  await takeBorder(stage, name);
}

async function takeBorder(stage: Stage, name: string): Promise<void> {
  const { warnings, agents } = await stage.subject.calls.heard(undefined, { timeoutMs: ANSWER_MS });
  stage.seen.warnings = warnings;
  stage.seen.agents = agents;
  const look = async () => {
    const inside = await stage.subject.calls.look(undefined, { timeoutMs: ANSWER_MS });
    return { ...(await lookAround(stage)), inside, kernel: stage.kernel.look() };
  };
  stage.seen.borders[name] = await lookUntil(look, isQuiet, { deadlineMs: AGREE_MS });
}

/** No connection is between two states, so that a witness who counts otherwise is not just early or late. */
function isQuiet({ inside, kernel, serverOpen }: Border): boolean {
  if (inside && inside.clientSocketsOpen > 0 && inside.clientSocketsOpen !== serverOpen) return false;
  return !kernel || (kernel.established === serverOpen && !kernel.closeWait && !kernel.backlog);
}

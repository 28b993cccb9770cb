import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import { addTallies } from '../record/add-tallies.ts';
import type { Residual } from '../record/evidence/requests.ts';
import { heldByKernel } from '../record/held.ts';
import { PHASES } from '../record/phases/table.ts';
import { closedLoad, mostInFlight } from '../scenario/loads/load.ts';
import type { Load } from '../scenario/types.ts';
import { type Counted, countedIn, isGivenBack, isMemory, judgeResiduals } from '../stats/residuals.ts';
import { type Able, can, canPlay, whyUnable } from './abilities.ts';
import { type CaseContext, loadTally, lookAround, type PhaseSeen, playPhase } from './case-context.ts';
import { runLoad } from './load.ts';
import { feed } from './program-load.ts';
import { standStill, untilAnswered } from './stand-still.ts';

/** A cycle is bounded by time too, for clients that pause between requests. */
export const CYCLE_MS = 120;
/** At least this many requests, where the scenario does not say how many. */
export const CYCLE_REQUESTS = 20;

/**
 * Every other cycle begins with a few requests whose callers give up on a server that is late, because many leaks lie
 * on that path. The load of the cycles between them comes straight after a rest.
 */
const CALLED_OFF = 4;
const PATIENCE_MS = 5;
export const LATE_MS = 25;
/**
 * Garbage is collected as often after each cycle; as often as at a rest it took longer than the cycle's requests. What
 * is left over so is there after every cycle alike, and does not grow.
 */
const COLLECTIONS = 2;
/** A client that does not end them is waited for, so that they do not count among the cycle's own. */
const CALLED_OFF_ENDS_MS = 2 * LATE_MS;

/** Log shippers send what they have collected after five seconds. */
const HELD_MS = 6_000;
const HELD_INTERVAL_MS = 1_000;

const GIVEN_UP = { name: 'requests that are given up between cycles' };

/**
 * Load, stop, settle, and count what is left, again and again through the same client; once more where it looks like a
 * leak.
 */
export async function growth(context: CaseContext): Promise<void> {
  const { seen, stop } = context;
  seen.growth.notRun = whyNot(context);
  if (seen.growth.notRun !== null) return;
  await playPhase(context, PHASES.growth, async (phase) => {
    await runCycles(context, phase, seen.growth.first);
    if (!stop.aborted && leaksIn(seen.growth.first).length > 0) await runCycles(context, phase, seen.growth.again);
    const all = [...seen.growth.first, ...seen.growth.again];
    const leaks = seen.growth.again.length > 0 ? leaksIn(all) : [];
    if (!stop.aborted && leaks.length > 0 && leaks.every(isMemory))
      seen.growth.later = await lookLater(context, all, leaks);
  });
}

function whyNot(context: CaseContext): string | null {
  const { plan, stop } = context;
  if (stop.aborted) return 'the run was interrupted';
  const unable = context.subject.feed ? null : whyUnable(context, 'load');
  if (unable !== null) return unable;
  if (plan.scenario.growth.cycles === 0) return 'the scenario asks for no cycles';
  if ((loadTally(context)?.neverAnswered ?? 0) > 0) return 'requests were never answered, so that no cycle would end';
  return null;
}

async function runCycles(context: CaseContext, phase: PhaseSeen, residuals: Residual[]): Promise<void> {
  const { load, growth: asked } = context.plan.scenario;
  const cycle: Load = {
    ...load,
    requests: asked.requests ?? Math.max(CYCLE_REQUESTS, mostInFlight(load)),
    durationMs: CYCLE_MS,
  };
  if (asked.requests !== null) cycle.durationMs = null;
  for (let turn = 0; turn < asked.cycles && !context.stop.aborted; turn += 1) {
    if (turn % 2 === 1 && canPlay(context, GIVEN_UP, 'load', 'behave')) await callSomeOff(context, phase);
    const { sent, isStuck } = await playCycle(context, phase, cycle);
    // The next cycle would only wait for its deadlines too.
    if (isStuck) return;
    await standStill(context);
    residuals.push(await residual(context, sent));
  }
}

/** The load of one cycle: how many requests, or lines, and whether some were never answered. */
async function playCycle(
  context: CaseContext,
  phase: PhaseSeen,
  cycle: Load,
): Promise<{ sent: number; isStuck: boolean }> {
  if (!can(context, 'load')) {
    const before = phase.fed?.lines ?? 0;
    await feed(context, phase, { lines: null, durationMs: cycle.durationMs ?? CYCLE_MS });
    return { sent: (phase.fed?.lines ?? 0) - before, isStuck: false };
  }
  const { tally } = await runLoad(context, cycle);
  phase.tally = addTallies([phase.tally, tally]);
  return { sent: tally.answered + tally.errors, isStuck: tally.neverAnswered > 0 };
}

async function callSomeOff(context: Able<'load' | 'behave'>, phase: PhaseSeen): Promise<void> {
  const { target } = context;
  const { load } = context.plan.scenario;
  const few = Math.min(CALLED_OFF, mostInFlight(load));
  await target.behave([{ kind: 'latency', ms: LATE_MS }]);
  const impatient = { ...closedLoad(load, few), requests: few, durationMs: null, deadlineMs: PATIENCE_MS };
  const { tally } = await runLoad(context, impatient);
  phase.calledOff = addTallies([phase.calledOff, tally]);
  await target.behave([]);
  await untilAnswered(context, CALLED_OFF_ENDS_MS);
}

async function residual(context: CaseContext, requests: number): Promise<Residual> {
  const { outside, serverOpen } = await lookAround(context);
  const inside = await context.subject.look?.();
  const gauges = await context.gauges.look();
  const collected = await context.subject.collect?.(COLLECTIONS);
  return {
    requests,
    serverOpen,
    descriptors: outside.descriptors,
    clientSockets: inside?.clientSocketsOpen ?? null,
    kernelHeld: heldByKernel(context.kernel.look()),
    socketListenersMax: inside?.socketListenersMax ?? null,
    processListeners: inside?.processListeners ?? null,
    heapUsedBytes: collected?.inside.heapUsedBytes ?? null,
    externalBytes: collected?.inside.externalBytes ?? null,
    arrayBuffersBytes: collected?.inside.arrayBuffersBytes ?? null,
    gauges,
  };
}

function leaksIn(residuals: readonly Residual[]): Counted[] {
  return countedIn(residuals).filter((name) => judgeResiduals(residuals, name)?.verdict === 'leak');
}

/** Once a second, until it is given back or late: the cycles are shorter than the timers that flush buffers. */
async function lookLater(
  context: CaseContext,
  cycles: readonly Residual[],
  leaks: readonly Counted[],
): Promise<Residual> {
  const deadlineMs = monotonicMs() + HELD_MS;
  for (;;) {
    await sleep(HELD_INTERVAL_MS, undefined, { signal: context.stop }).catch(() => {});
    const later = await residual(context, 0);
    if (leaks.every((name) => isGivenBack(cycles, later, name))) return later;
    if (context.stop.aborted || monotonicMs() >= deadlineMs) return later;
  }
}

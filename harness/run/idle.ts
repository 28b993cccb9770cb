import { lookUntil } from '../core/wait.ts';
import { type IdleTime, idleTimeOf, lateByMs } from '../record/idle-time.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { faultsOf } from '../scenario/behaviour.ts';
import { mostInFlight } from '../scenario/loads/load.ts';
import type { Behaviour } from '../scenario/types.ts';
import { can } from './abilities.ts';
import { type CaseContext, loadTally, playPhase } from './case-context.ts';
import { runLoad } from './load.ts';
import { takeSnapshot } from './snapshots.ts';

/**
 * A case takes a few seconds; the usual defaults (undici 4 s, node:http 5 s) would double them, and are their makers'
 * to test.
 */
export const LONGEST_IDLE_MS = 3_000;

/** Does the client close its connections when its own idle time is over, before anybody closes it or them? */
export async function idle(context: CaseContext): Promise<void> {
  const { seen, plan, stop, target } = context;
  const time = timeToWait(context);
  if (!time || stop.aborted || (loadTally(context)?.neverAnswered ?? 0) > 0) return;
  if (time === 'server is sooner') {
    seen.untried.push('the idle time of the client: the server closes idle connections before that can be told');
    return;
  }
  seen.idle = { ...time, serverMs: serverIdleMs(plan.scenario.target.behaviour) };
  const streams = seen.streams?.seen ?? 0;
  const before = played(seen.phases, PHASES.baseline)?.snapshot?.serverOpen ?? 0;
  await playPhase(context, PHASES.idle, async (phase) => {
    // The server alone is asked: the subject sleeps.
    await lookUntil(
      () => target.counts(),
      ({ open }) => open <= before + streams,
      { deadlineMs: time.ms + lateByMs(time.ms, seen.agents) },
    );
    phase.snapshot = await takeSnapshot(context);
  });
  await refill(context);
}

/**
 * Null: nobody says it, or it is too long. 'server is sooner': the server closes them about when the client would, so
 * that nothing would be seen.
 */
function timeToWait({ plan, seen }: CaseContext): IdleTime | 'server is sooner' | null {
  const { behaviour } = plan.scenario.target;
  const serverMs = serverIdleMs(behaviour);
  const hintedMs = behaviour.keepAliveHint ? serverMs : null;
  const time = idleTimeOf(plan.configuration.idleMs, seen.agents, hintedMs);
  if (!time || time.ms > LONGEST_IDLE_MS) return null;
  return serverMs !== null && serverMs < time.ms + lateByMs(time.ms, seen.agents) ? 'server is sooner' : time;
}

function serverIdleMs(behaviour: Behaviour): number | null {
  const times = faultsOf(behaviour).flatMap((fault) => (fault.kind === 'idle-close' ? [fault.ms] : []));
  return times.length > 0 ? Math.min(...times) : null;
}

/** A client without a connection would have nothing to close. */
async function refill(context: CaseContext): Promise<void> {
  const { plan, stop } = context;
  const { load } = plan.scenario;
  if (stop.aborted || !can(context, 'load')) return;
  const requests = Math.min(mostInFlight(load), plan.configuration.connectionLimit ?? Number.POSITIVE_INFINITY);
  await playPhase(context, PHASES.refill, async () => {
    await runLoad(context, { ...load, requests, durationMs: null, pauseMs: 0, busyMs: 0 });
  });
}

import { monotonicMs } from '../core/clock.ts';
import { lookUntil } from '../core/wait.ts';
import type { Snapshot } from '../record/evidence/subject.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { restOver } from '../record/rest.ts';
import { isAnsweredInTime } from '../record/word-of-client.ts';
import { lastAnswersMs } from './answer-time.ts';
import { type CaseContext, lookAround } from './case-context.ts';
import { standStill } from './stand-still.ts';

/** How long connections may take to come to rest after the load; a server's FIN and a client's timer need far less. */
const SETTLE_MS = 1_000;
/** How long a client may go on with what it was asked before. */
const WORK_OFF_MS = 5_000;
/** How long a snapshot waits until server, kernel and client count the same; a FIN is under way for microseconds. */
const AGREE_MS = 500;

/** The snapshot when what is left has come down to `keep` connections and as many for `streams`, or late. */
export async function settle(
  context: CaseContext,
  { keep, streams }: { keep: number; streams: number },
): Promise<Snapshot> {
  const baseline = played(context.seen.phases, PHASES.baseline)?.snapshot;
  const isAtRest = (look: Snapshot) => {
    const { serverOpen, serverActive, sockets } = restOver(look, baseline ?? look);
    return Math.max(serverOpen, sockets ?? 0) <= keep + streams && serverActive <= streams;
  };
  const cameToRest = await lookWhileWorkedOff(context, isAtRest);
  // A client that asks now and then by itself may be at it just then.
  return takeSnapshot(context, (look) => !cameToRest || isAtRest(look));
}

/**
 * Whether it came to rest. A client that says that all is well before it has been answered is not at rest as long as it
 * goes on with its requests. Nor is a program that has taken more lines than it has shipped.
 */
async function lookWhileWorkedOff(context: CaseContext, isAtRest: (look: Snapshot) => boolean): Promise<boolean> {
  const isDone = !context.subject.feed && isAnsweredInTime(context.seen.phases);
  const untilMs = monotonicMs() + (isDone ? 0 : WORK_OFF_MS);
  for (;;) {
    const before = await context.target.counts();
    const look = await lookUntil(() => lookInAndAround(context), isAtRest, {
      deadlineMs: SETTLE_MS + lastAnswersMs(context.plan.scenario),
    });
    if (monotonicMs() >= untilMs) return isAtRest(look);
    await standStill(context);
    const after = await context.target.counts();
    if (after.requests === before.requests) return isAtRest(look);
  }
}

/** A look that is kept, with what the gauges say, which are asked for no other: a question wakes a program. */
export async function lookAtAll(context: CaseContext): Promise<Snapshot> {
  return withGauges(context, await lookInAndAround(context));
}

/** Asked after the rest, because the connection of the question is not the subject's own. */
async function withGauges({ gauges }: CaseContext, look: Snapshot): Promise<Snapshot> {
  return { ...look, gauges: await gauges.look() };
}

async function lookInAndAround(context: CaseContext): Promise<Snapshot> {
  const inside = (await context.subject.look?.()) ?? null;
  return { ...(await lookAround(context)), inside, kernel: context.kernel.look() };
}

/** With it what has been heard of the subject is asked for. */
export async function takeSnapshot(
  context: CaseContext,
  isAwaited: (look: Snapshot) => boolean = () => true,
): Promise<Snapshot> {
  const { seen, subject } = context;
  subject.lookForOthers?.();
  const heard = await subject.heard?.(context.originMs);
  seen.warnings = heard?.warnings ?? [];
  seen.agents = heard?.agents ?? null;
  seen.connections = heard?.connections ?? null;
  const isThere = (look: Snapshot) => isQuiet(look) && isAwaited(look);
  const quiet = await lookUntil(() => lookInAndAround(context), isThere, { deadlineMs: AGREE_MS });
  return withGauges(context, quiet);
}

/** No connection is between two states, so that a witness who counts otherwise is not just early or late. */
function isQuiet({ inside, kernel, serverOpen }: Snapshot): boolean {
  if (inside && inside.clientSocketsToTarget > 0 && inside.clientSocketsToTarget !== serverOpen) return false;
  return !kernel || (kernel.established === serverOpen && !kernel.closeWait && !kernel.backlog);
}

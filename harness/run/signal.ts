import { PHASES } from '../record/phases/table.ts';
import { closedLoad, mostInFlight } from '../scenario/loads/load.ts';
import type { Load } from '../scenario/types.ts';
import { can, whyUnable } from './abilities.ts';
import { type CaseContext, loadTally, playPhase } from './case-context.ts';

/**
 * This many requests in the first of two rounds, which are bounded by time too: enough to tell a leak from a remainder.
 */
const REQUESTS = 20;
const ROUND_MS = 60;

/** Do requests that share one long-lived signal leave their listeners on it? */
export async function signal(context: CaseContext): Promise<void> {
  const { seen, plan } = context;
  const { requests } = plan.scenario;
  seen.signal.notRun = whyNot(context);
  if (seen.signal.notRun !== null || !can(context, 'shareSignal')) return;
  const load = shortLoad(context);
  await playPhase(context, PHASES.signal, async () => {
    seen.signal.rounds = await context.subject.shareSignal({ requests, load });
  });
}

function whyNot(context: CaseContext): string | null {
  if (context.stop.aborted) return 'the run was interrupted';
  const unable = whyUnable(context, 'shareSignal');
  if (unable !== null) return unable;
  if ((loadTally(context)?.neverAnswered ?? 0) > 0) return 'requests were never answered';
  return null;
}

/** No more at a time than there are connections, so that a slow server takes no longer than one answer for a round. */
function shortLoad({ plan: { scenario, configuration } }: CaseContext): Load {
  const { load } = scenario;
  const concurrency = Math.min(mostInFlight(load), configuration.connectionLimit ?? REQUESTS, REQUESTS);
  return { ...closedLoad(load, concurrency), requests: REQUESTS, durationMs: ROUND_MS, pauseMs: 0, busyMs: 0 };
}

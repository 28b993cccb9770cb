import { PHASES } from '../record/phases/table.ts';
import { closedLoad, mostInFlight } from '../scenario/loads/load.ts';
import type { Load } from '../scenario/types.ts';
import { can, whyUnable } from './abilities.ts';
import { loadTally, playPhase, type Stage } from './stage.ts';

/** So many requests in the first of two rounds, which are bounded by time too: enough to tell a leak from a remainder. */
const REQUESTS = 20;
const ROUND_MS = 60;

/** Do requests that share one long-lived signal leave their listeners on it? */
export async function signal(stage: Stage): Promise<void> {
  const { seen, plan } = stage;
  const { requests } = plan.scenario;
  seen.signal.notRun = whyNot(stage);
  if (seen.signal.notRun !== null || !can(stage, 'shareSignal')) return;
  const load = shortLoad(stage);
  await playPhase(stage, PHASES.signal, async () => {
    seen.signal.rounds = await stage.subject.shareSignal({ requests, load });
  });
}

function whyNot(stage: Stage): string | null {
  if (stage.stop.aborted) return 'the run was interrupted';
  const unable = whyUnable(stage, 'shareSignal');
  if (unable !== null) return unable;
  if ((loadTally(stage)?.neverAnswered ?? 0) > 0) return 'requests were never answered';
  return null;
}

/** No more at a time than there are connections, so that a slow server takes no longer than one answer for a round. */
function shortLoad({ plan: { scenario, configuration } }: Stage): Load {
  const { load } = scenario;
  const concurrency = Math.min(mostInFlight(load), configuration.connectionLimit ?? REQUESTS, REQUESTS);
  return { ...closedLoad(load, concurrency), requests: REQUESTS, durationMs: ROUND_MS, pauseMs: 0, busyMs: 0 };
}

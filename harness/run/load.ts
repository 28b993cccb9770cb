import { sinceOrigin } from '../record/stretches.ts';
import type { Load } from '../scenario/types.ts';
import type { CaseContext } from './case-context.ts';
import type { Abilities } from './subject/subject.ts';

type Loaded = Pick<CaseContext, 'plan' | 'stop' | 'originMs'> & { subject: Pick<Abilities, 'load'> };

/**
 * Puts the subject under a load, and stops it early when the run is stopped. `tellTo` is the file in which it tells how
 * the load stands.
 */
export async function runLoad({ subject, stop, plan, originMs }: Loaded, load: Load, tellTo?: string) {
  const outcome = await subject.load({ requests: plan.scenario.requests, load, tellTo }, stop);
  // The worker of an older commit tells neither.
  const { clockNoProgress = [], overtaken = [], ...tally } = outcome.tally;
  return { ...outcome, tally: { ...tally, noProgress: sinceOrigin(clockNoProgress, originMs), overtaken } };
}

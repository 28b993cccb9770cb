import { type Acknowledgement, acknowledge } from '../../history/acknowledged.ts';
import { confirm, findSuspicions, type Suspicion } from '../../history/confirm.ts';
import { judgeHistory } from '../../history/judge.ts';
import { nightOf } from '../../history/night-of.ts';
import type { History } from '../../history/store/open.ts';
import type { Confirmation, ConfirmationRounds, MeasuredNight, StoredNight } from '../../record/night.ts';
import type { Trend } from '../../record/trend.ts';
import { isOf, type NightRunner, noRounds } from './night-runner.ts';

interface Bench {
  history: History;
  runner: NightRunner;
  acknowledged: readonly Acknowledgement[];
  commitUrl: string | null;
}

export interface PlayedNight {
  trend: Trend;
  /** The night with the comparisons that it asked for: it can be played again from this. */
  measured: MeasuredNight;
}

/** One night from its figures to its verdict: suspect, confirm, and keep it, all at once. */
export async function playNight(measured: MeasuredNight, bench: Bench): Promise<PlayedNight> {
  const { history, acknowledged, commitUrl } = bench;
  const known = history.nights();
  const earlier = known.filter(({ startedAt, id }) => startedAt < measured.startedAt && id !== measured.id);
  const tonight = acknowledge(earlier, nightOf(measured), acknowledged);
  const isNew = known.every(({ id }) => id !== measured.id);
  const suspicions = isNew ? findSuspicions(earlier, tonight) : [];
  const confirmations = await confirmAll(suspicions, measured, bench);
  history.add(confirm(tonight, suspicions, (suspicion) => roundsFor(suspicion, confirmations)));
  return {
    trend: judgeHistory(upTo(measured, history.nights()), commitUrl),
    measured: isNew ? { ...measured, trials: confirmations } : measured,
  };
}

/** Another command may have added later nights meanwhile: they are not known tonight. */
function upTo({ id }: MeasuredNight, nights: readonly StoredNight[]): StoredNight[] {
  return nights.slice(0, nights.findIndex((night) => night.id === id) + 1);
}

/** One comparison for each case and good commit, however many of its metrics are suspect. */
async function confirmAll(
  suspicions: readonly Suspicion[],
  measured: MeasuredNight,
  { runner }: Bench,
): Promise<Confirmation[]> {
  const confirmations: Confirmation[] = [];
  for (const { scenario, configuration, good } of suspicions) {
    if (good === null || good === measured.environment.git) continue;
    if (confirmations.some((one) => isOf(one, { scenario, configuration, good }))) continue;
    const { rounds, note } = await runner.compareCommits({ scenario, configuration, good }, measured);
    confirmations.push({ scenario, configuration, good, rounds, note });
  }
  return confirmations;
}

function roundsFor(suspicion: Suspicion, confirmations: readonly Confirmation[]): ConfirmationRounds {
  if (suspicion.good === null)
    return noRounds('No earlier night of this level names a commit whose files were as committed.');
  return confirmations.find((one) => isOf(one, suspicion)) ?? noRounds('No comparison was made.');
}

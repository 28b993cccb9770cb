import { type Acknowledgement, acknowledge } from '../../history/acknowledged.ts';
import { convict, findSuspicions, type Suspicion } from '../../history/convict.ts';
import { judgeHistory } from '../../history/judge.ts';
import { nightOf } from '../../history/night-of.ts';
import type { History } from '../../history/store/open.ts';
import type { MeasuredNight, StoredNight, Testimony, Trial } from '../../record/night.ts';
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

/** One night from its figures to its verdict: suspect, convict, and keep it, all at once. */
export async function playNight(measured: MeasuredNight, bench: Bench): Promise<PlayedNight> {
  const { history, acknowledged, commitUrl } = bench;
  const known = history.nights();
  const earlier = known.filter(({ startedAt, id }) => startedAt < measured.startedAt && id !== measured.id);
  const tonight = acknowledge(earlier, nightOf(measured), acknowledged);
  const isNew = known.every(({ id }) => id !== measured.id);
  const suspicions = isNew ? findSuspicions(earlier, tonight) : [];
  const trials = await tryAll(suspicions, measured, bench);
  history.add(convict(tonight, suspicions, (suspicion) => testimonyOn(suspicion, trials)));
  return {
    trend: judgeHistory(upTo(measured, history.nights()), commitUrl),
    measured: isNew ? { ...measured, trials } : measured,
  };
}

/** Another command may have added later nights meanwhile: they are not known tonight. */
function upTo({ id }: MeasuredNight, nights: readonly StoredNight[]): StoredNight[] {
  return nights.slice(0, nights.findIndex((night) => night.id === id) + 1);
}

/** One comparison for each case and good commit, however many of its metrics are suspect. */
async function tryAll(suspicions: readonly Suspicion[], measured: MeasuredNight, { runner }: Bench): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const { scenario, configuration, good } of suspicions) {
    if (good === null || good === measured.environment.git) continue;
    if (trials.some((one) => isOf(one, { scenario, configuration, good }))) continue;
    const { rounds, note } = await runner.compareCommits({ scenario, configuration, good }, measured);
    trials.push({ scenario, configuration, good, rounds, note });
  }
  return trials;
}

function testimonyOn(suspicion: Suspicion, trials: readonly Trial[]): Testimony {
  if (suspicion.good === null)
    return noRounds('No earlier night of this level names a commit whose files were as committed.');
  return trials.find((one) => isOf(one, suspicion)) ?? noRounds('No comparison was made.');
}

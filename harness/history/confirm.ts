import { compareRounds } from '../compare/compare-rounds.ts';
import { METRICS } from '../compare/metrics.ts';
import { changeText, METRIC_WORDS } from '../compare/wording.ts';
import type { ConfirmationRounds, SeriesMetric, SeriesPoint, StoredNight } from '../record/night.ts';
import { withPoints } from './points.ts';
import { goodCommitBefore, replay } from './replay.ts';
import { suspectSince } from './rules/state.ts';
import { nameOf, seriesOf } from './series.ts';

/** Rounds of the comparison of two commits. Statistics: with 20, +10 % is found in 9 of 10 at 5 % noise. */
export const CONFIRMATION_ROUNDS = 20;

/**
 * The least ratio that a confirmation takes for a regression, whatever the metric: three nights have shown already that
 * it is there to stay. With the 10 % of a comparison for p99, half of all regressions of 10 % would fall below.
 */
const CONFIRMATION_DELTA = 1.05;

/** A series that is suspect tonight, and the commit against which it is to be tried. */
export interface Suspicion {
  name: string;
  scenario: string;
  configuration: string;
  good: string | null;
}

/** What tonight's figures, folded without any comparison, make suspect. */
export function findSuspicions(earlier: readonly StoredNight[], tonight: StoredNight): Suspicion[] {
  const found = seriesOf([...earlier, tonight]).flatMap((series) => {
    const steps = replay(series);
    const last = steps.at(-1);
    const since = last ? suspectSince(last.after) : null;
    if (!last || last.night !== tonight || since === null) return [];
    const { scenario, configuration } = last.subject;
    return [{ name: nameOf(last), scenario, configuration, good: goodCommitBefore(steps, since) }];
  });
  return found.map((one) => ({ ...one, good: oldestGood(found.filter(isSameCase(one)), earlier) }));
}

/**
 * One comparison does for all metrics of a case: what was good before the first of them was is good for the others too.
 */
function oldestGood(suspicions: readonly Suspicion[], nights: readonly StoredNight[]): string | null {
  const goods = new Set(suspicions.map(({ good }) => good));
  return nights.find(({ environment: { git } }) => git !== null && goods.has(git))?.environment.git ?? null;
}

function isSameCase({ scenario, configuration }: Suspicion): (other: Suspicion) => boolean {
  return (other) => other.scenario === scenario && other.configuration === configuration;
}

/** Tonight with what the comparisons of commits said about each suspicion. */
export function confirm(
  tonight: StoredNight,
  suspicions: readonly Suspicion[],
  roundsOf: (suspicion: Suspicion) => ConfirmationRounds,
): StoredNight {
  return withPoints(tonight, (point, name) => {
    const suspicion = suspicions.find((one) => one.name === name);
    if (!suspicion) return point;
    if (suspicion.good !== null && suspicion.good === tonight.environment.git) return { ...point, ...SAME_COMMIT };
    return { ...point, ...judgeConfirmation(point.metric, roundsOf(suspicion), suspicion.good) };
  });
}

/** Only what is proved equal or better is dropped. */
const CONFIRMATIONS = {
  slower: 'slower',
  equal: 'not slower',
  faster: 'not slower',
  'cannot tell': 'undecided',
} as const;

/** What did not change cannot have regressed: the machine did. */
const SAME_COMMIT = {
  conviction: 'not slower',
  trial: 'The commit is the last good one itself; something else has changed.',
} as const;

/** What a comparison says of one metric of the suspect. */
export function judgeConfirmation(
  name: SeriesMetric,
  { rounds, note }: ConfirmationRounds,
  good: string | null,
): Pick<SeriesPoint, 'conviction' | 'trial'> {
  if (typeof rounds === 'string') return { conviction: 'impossible', trial: rounds };
  // One question, one metric: each further one would share the 99 % and cost power.
  const metrics = METRICS.filter((metric) => metric.name === name).map((metric) => ({
    ...metric,
    delta: CONFIRMATION_DELTA,
  }));
  const [compared] = compareRounds(rounds, ['subject'], 'control', metrics);
  if (!compared || compared.verdict === 'not measured')
    return { conviction: 'impossible', trial: `The comparison with ${good} measured nothing.` };
  const { verdict, ratio } = compared;
  const change = `${METRIC_WORDS[name].title} ${changeText(ratio)}`;
  return {
    conviction: CONFIRMATIONS[verdict],
    trial: `Against ${good} in ${compared.rounds} rounds: ${change}, ${verdict} at 99 %.${note === null ? '' : ` ${note}`}`,
  };
}

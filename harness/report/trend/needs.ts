import { METRIC_WORDS } from '../../compare/wording.ts';
import { formatShare } from '../../core/units.ts';
import type { Trend, TrendSeries } from '../../record/trend.ts';
import type { Verdict } from '../verdict.ts';
import { absoluteText, changeText, dayOf, titleOf } from './wording.ts';

/** Something that a person should look at. */
export interface Need {
  verdict: Verdict;
  label: string;
  /** In a sentence or two, for where there are no tables. */
  text: string;
  /** Of a regression the same in parts. */
  regression: Regression | null;
  /** The commits between which it came in. */
  commits: { good: string | null; bad: string | null } | null;
  /** What to put into the file of acknowledged regressions where it is meant to be so. */
  acknowledgement: string | null;
}

/** A configuration with each metric that is worse; `said`: what the latest comparison of commits came to. */
export interface Regression {
  subject: string;
  metrics: { metric: string; change: string; since: string; tonight: string }[];
  said: string;
}

const PLAIN = { regression: null, commits: null, acknowledgement: null };

/** What needs a person, the most urgent first. */
export function needsOf({ failures, doubts, series, untrusted }: Trend): Need[] {
  const inState = (state: string, alarm: boolean) =>
    series.filter((one) => one.state.state === state && one.alarm === alarm);
  return [
    ...failures.map(({ scenario, configuration, check, summary }) => ({
      ...PLAIN,
      ...{ verdict: 'fail' as const, label: check, text: `${scenario} / ${configuration}: ${summary}` },
    })),
    ...regressionsOf(inState('regressed', true), 'regressed'),
    ...regressionsOf(inState('regressed', false), 'still regressed'),
    ...inState('suspect', false).map((one) => ({
      ...PLAIN,
      verdict: 'inconclusive' as const,
      label: 'suspect',
      text: `${titleOf(one)}. ${lastConfirmation(one)}`,
    })),
    ...doubts.map(({ scenario, configuration, check, summary }) => ({
      ...PLAIN,
      ...{ verdict: 'inconclusive' as const, label: check, text: `${scenario} / ${configuration}: ${summary}` },
    })),
    ...untrusted.map((scenario) => ({
      ...PLAIN,
      ...{ verdict: 'inconclusive' as const, label: 'not trusted' },
      text: `${scenario}: the control measured other than its own twin, so tonight is a gap in its series.`,
    })),
    ...series.flatMap((one) => creepOf(one)),
    ...inState('improved', false).map((one) => ({
      ...PLAIN,
      verdict: 'pass' as const,
      label: 'improved',
      text: `${titleOf(one)}.`,
      commits: one.suspects,
    })),
  ];
}

/** One for each configuration, however many of its metrics are worse. */
function regressionsOf(series: readonly TrendSeries[], label: string): Need[] {
  const bySubject = Map.groupBy(series, ({ scenario, configuration }) => `${scenario} / ${configuration}`);
  return [...bySubject].map(([subject, of]) => {
    const said = of[0] ? lastConfirmation(of[0]) : '';
    const regression = { subject, metrics: of.map(regressedMetric), said };
    return {
      verdict: 'fail',
      label,
      text: regressionText(regression),
      regression,
      commits: of[0]?.suspects ?? null,
      acknowledgement: of.map(acknowledgementOf).join(',\n'),
    };
  });
}

function regressionText({ subject, metrics, said }: Regression): string {
  const told = metrics.map(({ metric, change, since }) => `${metric} ${change} (${since})`);
  return `${subject}: ${told.join(', ')}. ${said}`.trim();
}

function regressedMetric(series: TrendSeries): Regression['metrics'][number] {
  return {
    metric: METRIC_WORDS[series.metric].title,
    change: changeText(series) ?? 'worse',
    since: dayOf(sinceOf(series)),
    tonight: absoluteText(series.metric, series.absoluteTonight),
  };
}

function acknowledgementOf(series: TrendSeries): string {
  const name = `${series.scenario} / ${series.configuration} / ${series.metric}`;
  return JSON.stringify({ series: name, since: sinceOf(series), reason: '...' });
}

function sinceOf({ state }: TrendSeries): string {
  return 'since' in state ? state.since : '';
}

/** What the latest comparison of commits said. */
function lastConfirmation({ points }: TrendSeries): string {
  return points.findLast(({ trial }) => trial !== null)?.trial ?? '';
}

/** Slowly worse is reported, and never fails a night. */
function creepOf(series: TrendSeries): Need[] {
  const { creepPerNight, state } = series;
  if (creepPerNight === null || creepPerNight < 0 || state.state === 'regressed') return [];
  const text = `${titleOf(series)}: ${formatShare(creepPerNight)} worse each night over the last 30.`;
  return [{ ...PLAIN, verdict: 'inconclusive', label: 'creeping', text }];
}

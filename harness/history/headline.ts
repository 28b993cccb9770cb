import { METRIC_WORDS } from '../compare/wording.ts';
import { formatCount, formatShare } from '../core/units.ts';
import type { SeriesState, Trend, TrendSeries } from '../record/trend.ts';

const MOST_NAMED = 3;

/** The night in one sentence, with what needs a person first. */
export function headlineOf(trend: Pick<Trend, 'status' | 'failures' | 'untrusted' | 'series'>): string {
  const { status, failures, series } = trend;
  if (status === 'fail') return `Failed: ${[...alarmTexts(series), ...failureTexts(failures)].join('; ')}.`;
  if (status === 'inconclusive')
    return 'Inconclusive: no control measured the same as its twin, so nothing is compared.';
  return `${standing(series)}${trend.untrusted.length > 0 ? ` Not trusted tonight: ${trend.untrusted.join(', ')}.` : ''}`;
}

function alarmTexts(series: readonly TrendSeries[]): string[] {
  const ringing = Map.groupBy(
    series.filter(({ alarm }) => alarm),
    ({ scenario, configuration }) => `${scenario} / ${configuration}`,
  );
  const texts = [...ringing].map(([subject, of]) => {
    const worst = Math.max(...of.map(({ change }) => change ?? 1));
    return `${subject} regressed by ${formatShare(worst - 1)} (${of.map(({ metric }) => METRIC_WORDS[metric].title).join(', ')})`;
  });
  return shortened(texts);
}

function failureTexts(failures: Trend['failures']): string[] {
  return shortened(failures.map((one) => `${one.scenario} / ${one.configuration} fails the check '${one.check}'`));
}

function shortened(texts: readonly string[]): string[] {
  const rest = texts.length - MOST_NAMED;
  return rest <= 0 ? [...texts] : [...texts.slice(0, MOST_NAMED), `and ${rest} more`];
}

function standing(series: readonly TrendSeries[]): string {
  const states = series.map(({ state }) => state);
  const nightsNeeded = Math.max(0, ...states.map((state) => (state.state === 'learning' ? state.nightsNeeded : 0)));
  const parts = (['regressed', 'suspect', 'improved', 'acknowledged', 'ok', 'learning'] as const).flatMap((state) => {
    const count = states.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${WORDS[state]}`];
  });
  const learning = nightsNeeded === 0 ? '' : ` ${formatCount(nightsNeeded, 'more night')} until every level is known.`;
  const open = states.filter(({ state }) => state === 'regressed').length;
  const known = open === 0 ? 'No new regression' : `No new regression, ${open.toLocaleString('en')} open`;
  const lead = parts.length === 1 && nightsNeeded > 0 ? 'Learning' : known;
  return `${lead}: ${formatCount(series.length, 'series', 'series')}, ${parts.join(', ')}.${learning}`;
}

const WORDS: Record<SeriesState['state'], string> = {
  regressed: 'regressed before and not mended',
  suspect: 'suspect',
  improved: 'improved',
  acknowledged: 'acknowledged',
  ok: 'ok',
  learning: 'learning',
};

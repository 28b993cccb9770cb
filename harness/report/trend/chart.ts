import { METRIC_WORDS } from '../../compare/wording.ts';
import type { TrendPoint, TrendSeries } from '../../record/trend.ts';
import type { Chart, NightsChart } from '../charts/types.ts';
import { absoluteText, changeText, dayOf, stateText } from './wording.ts';

/** A series as a chart of its nights. */
export function nightsChart(series: TrendSeries, commitUrl: string | null): Chart {
  const { points, metric, state } = series;
  const title = METRIC_WORDS[metric].title;
  const summary = [stateText(state), changeText(series)].filter((text) => text !== null).join(', ');
  if (points.every(({ cost }) => cost === null)) return { title, summary, drawing: null };
  return {
    title,
    summary,
    drawing: {
      kind: 'nights',
      nights: points.map((point) => nightOf(point, series, commitUrl)),
      epochs: epochsOf(points),
      changes: series.changePoints.flatMap(({ date, ratio }) => {
        const night = points.findIndex((point) => point.date === date);
        return night < 0 ? [] : [{ night, text: `${ratio > 1 ? '+' : ''}${Math.round((ratio - 1) * 100)} %` }];
      }),
    },
  };
}

function nightOf(point: TrendPoint, { metric }: TrendSeries, commitUrl: string | null): NightsChart['nights'][number] {
  const { date, cost, low, high, level, limit, state, alarm, commit, absolute, controlAbsolute, trial } = point;
  const interval = low === null || high === null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`;
  const about = [
    cost === null ? 'not measured, or the control was not to be trusted' : `cost ${cost.toFixed(3)}${interval}`,
    `${absoluteText(metric, absolute)}, the control ${absoluteText(metric, controlAbsolute)}`,
    `${alarm ? 'alarm, ' : ''}${state}${commit === null ? '' : `, commit ${commit}`}`,
    ...(trial === null ? [] : [trial]),
  ];
  return { day: dayOf(date), cost, low, high, level, limit, state, alarm, about, href: commitHref(commit, commitUrl) };
}

/** Where a commit can be looked at; null where no remote is known. */
export function commitHref(commit: string | null, commitUrl: string | null): string | null {
  return commit === null || commitUrl === null ? null : commitUrl + commit.replace('+', '');
}

/** The nights with which another epoch begins, the first one not. */
export function epochsOf(points: readonly TrendPoint[]): NightsChart['epochs'] {
  return points.flatMap(({ epoch }, night) => {
    const before = points[night - 1]?.epoch;
    return before === undefined || before === epoch ? [] : [{ night, name: epoch }];
  });
}

import { METRIC_WORDS, changeText as ratioText } from '../../compare/wording.ts';
import type { TrendPoint, TrendSeries } from '../../record/trend.ts';
import type { Chart, NightsChart, RatioAxis } from '../charts/types.ts';
import { baseOf } from './axis.ts';
import { absoluteText, changeText, dayOf, stateText } from './wording.ts';

/** A series as a chart of its nights. */
export function nightsChart(series: TrendSeries, axis: RatioAxis, commitUrl: string | null): Chart {
  const { points, metric, state } = series;
  const title = METRIC_WORDS[metric].title;
  const summary = [stateText(state), changeText(series)].filter((text) => text !== null).join(', ');
  if (points.every(({ cost }) => cost === null)) return { title, summary, drawing: null };
  return {
    title,
    summary,
    drawing: {
      kind: 'nights',
      ...columnsOf(series),
      commitUrl,
      base: baseOf(series),
      axis,
      epochs: epochsOf(points),
      changes: series.changePoints.flatMap(({ date, ratio }) => {
        const night = points.findIndex((point) => point.date === date);
        return night < 0 ? [] : [{ night, text: ratioText(ratio) }];
      }),
    },
  };
}

function columnsOf({
  points,
  metric,
}: TrendSeries): Omit<NightsChart, 'kind' | 'commitUrl' | 'base' | 'axis' | 'epochs' | 'changes'> {
  const figures = (key: 'cost' | 'low' | 'high' | 'level' | 'limit') => points.map((point) => short(point[key]));
  return {
    days: points.map(({ date }) => dayOf(date)),
    costs: figures('cost'),
    lows: figures('low'),
    highs: figures('high'),
    levels: figures('level'),
    limits: figures('limit'),
    states: points.map(({ state }) => state),
    absolutes: points.map(({ absolute }) => absoluteText(metric, absolute)),
    controls: points.map(({ controlAbsolute }) => absoluteText(metric, controlAbsolute)),
    commits: points.map(({ commit }) => commit),
    trials: points.flatMap(({ trial }, night) => (trial === null ? [] : [{ night, text: trial }])),
    alarms: points.flatMap(({ alarm }, night) => (alarm ? [night] : [])),
  };
}

/** Four digits are more than a chart can show. */
function short(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}

/** The nights with which another epoch begins, the first one not. */
export function epochsOf(points: readonly TrendPoint[]): NightsChart['epochs'] {
  return points.flatMap(({ epoch }, night) => {
    const before = points[night - 1]?.epoch;
    return before === undefined || before === epoch ? [] : [{ night, name: epoch }];
  });
}

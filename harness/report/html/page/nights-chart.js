/** @import { ChartConfiguration } from 'chart.js' */
/** @import { NightsChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { changeText } from '../../../compare/ratio-text.ts';
import { commitHref } from './commit-href.js';
import { epochLines, intervals } from './nights-marks.js';
import { axis } from './theme.js';

/**
 * A series night after night: the ratio with its interval, the band of what is normal, and what began when.
 * @param {NightsChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function nightsChart(drawing, theme) {
  const { days, costs, levels, limits, states, alarms, epochs, changes, base } = drawing;
  const { from, to, ticks } = drawing.axis;
  const colours = states.map((state) => nightColour(state, theme));
  const band = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: theme.band, order: 3 };
  const onAxis = (/** @type {(number | null)[]} */ values) =>
    values.map((value) => (value === null ? null : Math.min(to, Math.max(from, value / base))));
  return {
    type: 'line',
    data: {
      labels: days,
      datasets: [
        {
          label: 'cost',
          data: onAxis(costs),
          clip: 6,
          borderColor: theme.reference,
          borderWidth: 1,
          pointBackgroundColor: colours,
          pointBorderColor: colours,
          pointRadius: days.map((_, night) => (alarms.includes(night) ? 5 : 2.25)),
          pointStyle: costs.map((cost, night) =>
            shapeOf(cost === null ? 1 : cost / base, alarms.includes(night), drawing.axis),
          ),
          pointRotation: costs.map((cost) => (cost !== null && cost / base < from ? 180 : 0)),
          pointHoverRadius: 5,
          order: 1,
        },
        // What is normal lies between twice the level less the limit, and the limit.
        {
          ...band,
          label: 'low',
          data: onAxis(levels.map((level, night) => lowerEdge(level, limits[night]))),
          fill: false,
        },
        { ...band, label: 'limit', data: onAxis(limits), fill: '-1' },
        {
          ...band,
          label: 'level',
          data: onAxis(levels),
          borderColor: theme.muted,
          borderWidth: 1,
          borderDash: [3, 3],
          order: 2,
        },
      ],
    },
    plugins: [intervals(drawing, colours), epochLines(epochs, changes, theme)],
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      onClick: (_event, [hit]) => {
        const href = hit && commitHref(drawing, hit.index);
        if (href) window.open(href, '_blank', 'noopener');
      },
      scales: {
        x: {
          ...axis(theme, ''),
          title: { display: false },
          // The year is in the table and in the tooltip.
          ticks: {
            ...axis(theme, '').ticks,
            maxTicksLimit: 5,
            callback: (_value, index) => days[index]?.slice(5),
          },
        },
        y: {
          type: 'logarithmic',
          min: from,
          max: to,
          ...axis(theme, 'cost'),
          title: { display: false },
          afterBuildTicks: (scale) => {
            scale.ticks = ticks.map((value) => ({ value }));
          },
          ticks: { ...axis(theme, '').ticks, callback: (value) => changeText(Number(value)) },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: { label: ({ dataIndex }) => aboutNight(drawing, dataIndex) },
        },
      },
    },
  };
}

/**
 * What the reader wants to know of a night, in lines.
 * @param {NightsChart} drawing
 * @param {number} night
 */
function aboutNight({ costs, lows, highs, base, absolutes, controls, states, alarms, commits, trials }, night) {
  const [cost, low, high, commit] = [costs[night], lows[night], highs[night], commits[night]];
  const interval = low == null || high == null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`;
  return [
    cost == null
      ? 'not measured, or the control was not to be trusted'
      : `cost ${cost.toFixed(3)}${interval}, ${changeText(cost / base)}`,
    `${absolutes[night]}, the control ${controls[night]}`,
    `${alarms.includes(night) ? 'alarm, ' : ''}${states[night]}${commit == null ? '' : `, commit ${commit}`}`,
    ...trials.filter((trial) => trial.night === night).map(({ text }) => text),
  ];
}

/**
 * A triangle points to where a night lies that the axis does not reach.
 * @param {number} ratio
 * @param {boolean} isAlarm
 * @param {NightsChart['axis']} axis
 */
function shapeOf(ratio, isAlarm, { from, to }) {
  if (ratio < from || ratio > to) return 'triangle';
  return isAlarm ? 'rectRot' : 'circle';
}

/**
 * @param {string} state
 * @param {Theme} theme
 */
function nightColour(state, theme) {
  if (state === 'regressed') return theme.fail;
  if (state === 'suspect') return theme.unsure;
  return state === 'improved' ? theme.pass : theme.accent;
}

/**
 * @param {number | null} level
 * @param {number | null | undefined} limit
 */
function lowerEdge(level, limit) {
  return level === null || limit == null ? null : 2 * level - limit;
}

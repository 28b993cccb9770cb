/** @import { ChartConfiguration } from 'chart.js' */
/** @import { NightsChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { epochLines, intervals } from './nights-marks.js';
import { axis } from './theme.js';

/**
 * A series night after night: the ratio with its interval, the band of what is normal, and what began when.
 * @param {NightsChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function nightsChart({ nights, epochs, changes }, theme) {
  const colours = nights.map((night) => nightColour(night, theme));
  const band = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: theme.band, order: 3 };
  return {
    type: 'line',
    data: {
      labels: nights.map(({ day }) => day),
      datasets: [
        {
          label: 'cost',
          data: nights.map(({ cost }) => cost),
          borderColor: theme.reference,
          borderWidth: 1,
          pointBackgroundColor: colours,
          pointBorderColor: colours,
          pointRadius: nights.map(({ alarm }) => (alarm ? 5 : 2.25)),
          pointStyle: nights.map(({ alarm }) => (alarm ? 'rectRot' : 'circle')),
          pointHoverRadius: 5,
          order: 1,
        },
        // What is normal lies between twice the level less the limit, and the limit.
        { ...band, label: 'low', data: nights.map(lowerEdge), fill: false },
        { ...band, label: 'limit', data: nights.map(({ limit }) => limit), fill: '-1' },
        {
          ...band,
          label: 'level',
          data: nights.map(({ level }) => level),
          borderColor: theme.muted,
          borderWidth: 1,
          borderDash: [3, 3],
          order: 2,
        },
      ],
    },
    plugins: [intervals(nights, colours), epochLines(epochs, changes, theme)],
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      onClick: (_event, [hit]) => {
        const href = hit && nights[hit.index]?.href;
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
            callback: (_value, index) => nights[index]?.day.slice(5),
          },
        },
        y: {
          ...axis(theme, 'cost / control'),
          grace: '5%',
          suggestedMin: lowest(nights),
          suggestedMax: highest(nights),
          ticks: { ...axis(theme, '').ticks, maxTicksLimit: 5 },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: { label: ({ dataIndex }) => nights[dataIndex]?.about ?? [] },
        },
      },
    },
  };
}

/**
 * @param {NightsChart['nights'][number]} night
 * @param {Theme} theme
 */
function nightColour({ state }, theme) {
  if (state === 'regressed') return theme.fail;
  if (state === 'suspect') return theme.unsure;
  return state === 'improved' ? theme.pass : theme.accent;
}

/** @param {NightsChart['nights'][number]} night */
function lowerEdge({ level, limit }) {
  return level === null || limit === null ? null : 2 * level - limit;
}

/** @param {NightsChart['nights']} nights */
function lowest(nights) {
  return Math.min(...nights.map(({ low, cost }) => low ?? cost ?? Number.POSITIVE_INFINITY));
}

/** @param {NightsChart['nights']} nights */
function highest(nights) {
  return Math.max(...nights.map(({ high, cost }) => high ?? cost ?? 0));
}

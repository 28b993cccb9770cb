/** @import { ChartConfiguration, Plugin } from 'chart.js' */
/** @import { CountsChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

/**
 * Counts of different orders of magnitude, each with its value at its end.
 * @param {CountsChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'bar'>}
 */
export function countsChart({ unit, bars }, theme) {
  const colours = { reference: theme.reference, subject: theme.accent };
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ name }) => name),
      datasets: [
        {
          data: bars.map(({ value }) => value),
          backgroundColor: bars.map(({ role }) => colours[role]),
          maxBarThickness: 26,
        },
      ],
    },
    plugins: [valuesAtEnds(theme)],
    options: {
      indexAxis: 'y',
      layout: { padding: { right: 56 } },
      scales: {
        x: {
          type: 'logarithmic',
          min: 0.9,
          ...axis(theme, unit),
          ticks: { color: theme.muted, maxRotation: 0, callback: powerOfTen },
        },
        y: { ...axis(theme, ''), title: { display: false }, grid: { display: false }, ticks: { color: theme.text } },
      },
      plugins: { legend: { display: false } },
    },
  };
}

/** @param {string | number} value */
function powerOfTen(value) {
  return Number.isInteger(Math.log10(Number(value))) ? Number(value).toLocaleString('en') : null;
}

/**
 * @param {Theme} theme
 * @returns {Plugin<'bar'>}
 */
function valuesAtEnds(theme) {
  return {
    id: 'values-at-ends',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `12px ${theme.font}`;
      ctx.fillStyle = theme.text;
      ctx.textBaseline = 'middle';
      chart.getDatasetMeta(0).data.forEach((bar, index) => {
        ctx.fillText(Number(chart.data.datasets[0]?.data[index]).toLocaleString('en'), bar.x + 6, bar.y);
      });
      ctx.restore();
    },
  };
}

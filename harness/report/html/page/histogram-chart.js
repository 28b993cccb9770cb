/** @import { ChartConfiguration, Plugin } from 'chart.js' */
/** @import { HistogramChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

/** So that a class of one connection is seen beside one of thousands. */
const LEAST_PIXELS = 3;

/**
 * How many connections carried how many requests.
 * @param {HistogramChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'bar'>}
 */
export function histogramChart({ classes }, theme) {
  return {
    type: 'bar',
    data: {
      labels: classes.map(classText),
      datasets: [
        {
          // Where there is none there is no bar, not even the shortest one.
          data: classes.map(({ connections }) => connections || null),
          backgroundColor: theme.accent,
          categoryPercentage: 1,
          barPercentage: 0.94,
          maxBarThickness: 72,
          minBarLength: LEAST_PIXELS,
        },
      ],
    },
    plugins: [valuesAbove(theme)],
    options: {
      layout: { padding: { top: 16 } },
      scales: {
        x: { ...axis(theme, 'requests per connection'), grid: { display: false } },
        y: { beginAtZero: true, ...axis(theme, 'connections'), ticks: { ...axis(theme, '').ticks, precision: 0 } },
      },
      plugins: { legend: { display: false }, tooltip: { displayColors: false } },
    },
  };
}

/**
 * @param {Theme} theme
 * @returns {Plugin<'bar'>}
 */
function valuesAbove(theme) {
  return {
    id: 'values-above',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `11px ${theme.font}`;
      ctx.fillStyle = theme.text;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'bottom';
      let usedUntil = Number.NEGATIVE_INFINITY;
      chart.getDatasetMeta(0).data.forEach((bar, index) => {
        const value = chart.data.datasets[0]?.data[index];
        if (typeof value !== 'number') return;
        const text = value.toLocaleString('en');
        const half = ctx.measureText(text).width / 2;
        if (bar.x - half < usedUntil) return;
        usedUntil = bar.x + half + 4;
        ctx.fillText(text, bar.x, bar.y - 2);
      });
      ctx.restore();
    },
  };
}

/**
 * '127', or '100–199'.
 * @param {HistogramChart['classes'][number]} one
 */
export function classText({ from, to }) {
  return from === to ? from.toLocaleString('en') : `${from.toLocaleString('en')}–${to.toLocaleString('en')}`;
}

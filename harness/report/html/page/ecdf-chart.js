/** @import { ChartConfiguration } from 'chart.js' */
/** @import { EcdfChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis, strokeOf } from './theme.js';

/**
 * The share of requests that took at most this long: further left is better, and where lines cross neither is.
 * @param {EcdfChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function ecdfChart({ curves }, theme) {
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ name, configuration, ms, percent }) => ({
        label: name,
        data: ms.map((x, index) => ({ x, y: percent[index] ?? 0 })),
        ...strokeOf(theme, configuration),
        stepped: 'before',
        pointRadius: 0,
        pointHitRadius: 6,
      })),
    },
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'logarithmic',
          ...axis(theme, 'ms'),
          ticks: { color: theme.muted, maxRotation: 0, callback: oneTwoFive },
        },
        y: { min: 0, max: 100, ...axis(theme, '% of requests') },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: () => '',
            label: ({ dataset, parsed }) =>
              `${dataset.label}: ${Number(parsed.y).toFixed(1)} % within ${Number(parsed.x).toLocaleString('en')} ms`,
          },
        },
      },
    },
  };
}

/**
 * @param {EcdfChart} drawing
 * @param {Theme} theme
 */
export function ecdfEntries({ curves }, theme) {
  return curves.map(({ name, configuration }) => ({ name, stroke: strokeOf(theme, configuration) }));
}

/**
 * Labels at 1, 2, 5, 10, ...: the other lines of a logarithmic grid stand without.
 * @param {string | number} value
 */
function oneTwoFive(value) {
  const digit = Number(Number(value).toPrecision(1)) / 10 ** Math.floor(Math.log10(Number(value)));
  return [1, 2, 5].includes(Math.round(digit * 10) / 10) ? Number(value).toLocaleString('en') : null;
}

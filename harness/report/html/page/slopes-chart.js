/** @import { ChartConfiguration } from 'chart.js' */
/** @import { SlopesChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

/**
 * A thin line for each round and a thick one for the medians: lines that all lean the same way are a difference.
 * @param {SlopesChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function slopesChart({ unit, names, rounds, medians }, theme) {
  const thin = { borderColor: theme.reference, backgroundColor: theme.reference, borderWidth: 1, pointRadius: 2 };
  const thick = { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2.5, pointRadius: 4 };
  return {
    type: 'line',
    data: {
      labels: names,
      datasets: [
        // Of a round that others share, on another machine, the line goes on beyond those that are not in it.
        ...rounds.map((data, index) => ({ label: `round ${index + 1}`, data, ...thin, spanGaps: true, order: 1 })),
        { label: 'median', data: medians, ...thick, order: 0 },
      ],
    },
    options: {
      interaction: { mode: 'nearest', intersect: false },
      scales: {
        x: {
          offset: true,
          ...axis(theme, ''),
          title: { display: false },
          ticks: { color: theme.text, autoSkip: false, maxRotation: 40 },
        },
        y: { grace: '5%', ...axis(theme, unit) },
      },
      plugins: { legend: { display: false } },
    },
  };
}

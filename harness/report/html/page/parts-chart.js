/** @import { ChartConfiguration } from 'chart.js' */
/** @import { PartsChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

/**
 * Waiting for a connection beside waiting for the server. Side by side, because percentiles of parts do not add up.
 * @param {PartsChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'bar'>}
 */
export function partsChart({ names, parts }, theme) {
  // Full and hollow, so that they differ by more than their colours.
  const bars = {
    wait: { backgroundColor: theme.limit, borderColor: theme.limit, borderWidth: 1.5 },
    service: { backgroundColor: theme.secondSoft, borderColor: theme.second, borderWidth: 1.5 },
  };
  return {
    type: 'bar',
    data: {
      labels: names,
      datasets: parts.map(({ name, role, ms }) => ({
        label: name,
        data: ms,
        ...bars[role],
        maxBarThickness: 14,
      })),
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: { beginAtZero: true, ...axis(theme, 'ms') },
        y: {
          ...axis(theme, ''),
          title: { display: false },
          grid: { display: false },
          ticks: { color: theme.text, autoSkip: false },
        },
      },
      plugins: {
        legend: {
          position: 'bottom',
          align: 'start',
          labels: { color: theme.text, boxWidth: 12, padding: 14 },
          onClick: () => {},
        },
      },
    },
  };
}

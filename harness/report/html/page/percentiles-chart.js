/** @import { ChartConfiguration, ChartDataset } from 'chart.js' */
/** @import { PercentilesChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis, legend } from './theme.js';

const TICKS = [50, 90, 99, 99.9, 99.99, 99.999];

/**
 * Latency by percentile on the scale 1/(1-p), where every nine of the tail has the same room.
 * @param {PercentilesChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function percentilesChart({ curves }, theme) {
  const nines = Math.max(...curves.flatMap(({ percentiles }) => percentiles.map(toNines)));
  return {
    type: 'line',
    data: { datasets: curves.map((curve) => curveDataset(curve, theme)) },
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: nines,
          ...axis(theme, 'percentile'),
          afterBuildTicks: (scale) => {
            scale.ticks = TICKS.map((percentile) => ({ value: toNines(percentile) })).filter(
              ({ value }) => value <= nines,
            );
          },
          ticks: { color: theme.muted, callback: (value) => `p${toPercentile(Number(value))}`, maxRotation: 0 },
        },
        y: { beginAtZero: true, grace: '8%', ...axis(theme, 'ms') },
      },
      plugins: {
        legend: legend(theme),
        tooltip: {
          callbacks: {
            title: ([item]) => (item ? `p${toPercentile(Number(item.parsed.x))}` : ''),
            label: ({ dataset, parsed }) => `${dataset.label}: ${Number(parsed.y).toLocaleString('en')} ms`,
          },
        },
      },
    },
  };
}

/**
 * @param {PercentilesChart['curves'][number]} curve
 * @param {Theme} theme
 * @returns {ChartDataset<'line'>}
 */
function curveDataset({ name, role, percentiles, ms }, theme) {
  const data = percentiles.map((percentile, index) => ({ x: toNines(percentile), y: ms[index] ?? 0 }));
  return role === 'subject'
    ? { label: name, data, borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2, pointRadius: 0 }
    : {
        label: name,
        data,
        borderColor: theme.limit,
        backgroundColor: theme.limit,
        borderWidth: 1.5,
        borderDash: [6, 4],
        pointRadius: 3,
      };
}

/** @param {number} percentile */
function toNines(percentile) {
  return -Math.log10(1 - percentile / 100);
}

/** @param {number} nines */
function toPercentile(nines) {
  return Number((100 * (1 - 10 ** -nines)).toPrecision(6));
}

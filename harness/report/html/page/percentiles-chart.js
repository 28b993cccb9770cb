/** @import { ChartConfiguration, ChartDataset } from 'chart.js' */
/** @import { PercentilesChart } from '../../charts/types.ts' */
/** @import { Entry } from './legend.js' */
/** @import { Stroke } from '../../charts/strokes.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

const TICKS = [50, 90, 99, 99.9, 99.99, 99.999, 99.9999];

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
        legend: { display: false },
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
 * What the legend says of each curve.
 * @param {PercentilesChart} drawing
 * @param {Theme} theme
 * @returns {Entry[]}
 */
export function percentileEntries({ curves }, theme) {
  return curves.map(({ name, role }) => ({ name, stroke: strokes(theme)[role] }));
}

/**
 * @param {PercentilesChart['curves'][number]} curve
 * @param {Theme} theme
 * @returns {ChartDataset<'line'>}
 */
function curveDataset({ name, role, percentiles, ms }, theme) {
  const data = percentiles.map((percentile, index) => ({ x: toNines(percentile), y: ms[index] ?? 0 }));
  const stroke = strokes(theme)[role];
  return role === 'subject'
    ? { label: name, data, ...stroke, pointRadius: 0, order: 1 }
    : { label: name, data, ...stroke, pointRadius: 5, pointStyle: 'rectRot', order: 0 };
}

/**
 * @param {Theme} theme
 * @returns {Record<PercentilesChart['curves'][number]['role'], Stroke>}
 */
function strokes(theme) {
  return {
    subject: { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2 },
    // Two figures are known of it, and nothing of what lies between them.
    ceiling: { borderColor: theme.limit, backgroundColor: theme.surface, borderWidth: 2, showLine: false },
  };
}

/** @param {number} percentile */
function toNines(percentile) {
  return -Math.log10(1 - percentile / 100);
}

/** @param {number} nines */
function toPercentile(nines) {
  return Number((100 * (1 - 10 ** -nines)).toPrecision(9));
}

/** @import { ChartConfiguration, ChartDataset, TooltipItem } from 'chart.js' */
/** @import { Line, TimeChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { phaseBands } from './bands.js';
import { axis, legend, strokeOf } from './theme.js';

/** A limit in its configuration's colour, quieter than the line that must stay below it. */
const LIMIT = { borderWidth: 1, borderDash: [6, 4] };

/**
 * Step lines over time, phases behind them.
 * @param {TimeChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function timeChart({ lines, bands, fromMs, toMs, leftUnit, rightUnit }, theme) {
  const right = { ...axis(theme, rightUnit ?? ''), position: /** @type {const} */ ('right'), beginAtZero: true };
  return {
    type: 'line',
    data: { datasets: lines.map((line) => dataset(line, theme)) },
    plugins: [phaseBands(bands, theme)],
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      // Room for the names of the phases.
      layout: { padding: { top: 16 } },
      scales: {
        x: { type: 'linear', min: fromMs / 1000, max: toMs / 1000, ...axis(theme, 'seconds') },
        left: { position: 'left', beginAtZero: true, grace: '8%', ...axis(theme, leftUnit) },
        ...(rightUnit === null ? {} : { right: { ...right, grid: { display: false } } }),
      },
      plugins: { legend: legend(theme), tooltip: allAtOneMoment(lines) },
    },
  };
}

/**
 * Lines have points where they change, each at times of its own; the reader wants all of them at one time.
 * @param {Line[]} lines
 */
function allAtOneMoment(lines) {
  return {
    displayColors: false,
    filter: (/** @type {unknown} */ _item, /** @type {number} */ index) => index === 0,
    callbacks: {
      title: (/** @type {TooltipItem<'line'>[]} */ [item]) => (item ? `${Number(item.parsed.x).toFixed(2)} s` : ''),
      label: (/** @type {TooltipItem<'line'>} */ { parsed }) =>
        lines.map(({ name, series }) => `${name}: ${valueAt(series, Number(parsed.x) * 1000)}`),
    },
  };
}

/**
 * @param {Line['series']} series
 * @param {number} tMs
 */
function valueAt({ t, v }, tMs) {
  const last = t.findLastIndex((pointMs) => pointMs <= tMs + 0.5);
  return last < 0 ? '–' : Number(v[last]).toLocaleString('en');
}

/**
 * @param {Line} line
 * @param {Theme} theme
 * @returns {ChartDataset<'line'>}
 */
function dataset({ name, role, axis: yAxisID, series, configuration }, theme) {
  const ofConfiguration =
    configuration === undefined ? {} : { ...strokeOf(theme, configuration), ...(role === 'limit' ? LIMIT : {}) };
  return {
    label: name,
    yAxisID,
    data: series.t.map((tMs, index) => ({ x: tMs / 1000, y: series.v[index] ?? 0 })),
    stepped: 'before',
    pointRadius: 0,
    pointHitRadius: 6,
    ...strokes(theme)[role],
    ...ofConfiguration,
  };
}

/**
 * @param {Theme} theme
 * @returns {Record<Line['role'], Partial<ChartDataset<'line'>>>}
 */
function strokes(theme) {
  return {
    open: { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2 },
    // Between two requests a connection is idle for a moment: the line flickers, its area does not.
    active: { borderColor: theme.second, backgroundColor: theme.secondSoft, borderWidth: 1, fill: 'origin', order: 1 },
    limit: { borderColor: theme.limit, backgroundColor: theme.limit, borderWidth: 1.5, borderDash: [6, 4], order: -1 },
    descriptors: { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2 },
    memory: {
      borderColor: theme.second,
      backgroundColor: theme.second,
      borderWidth: 1.25,
      borderDash: [2, 2],
      order: 1,
    },
  };
}

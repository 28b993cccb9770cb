/** @import { ChartConfiguration, ChartDataset } from 'chart.js' */
/** @import { Line, Spread, TimeChart } from '../../charts/types.ts' */
/** @import { Entry } from './legend.js' */
/** @import { Theme } from './theme.js' */
import { phaseBands } from './bands.js';
import { placeAt } from './step-line.js';
import { axis } from './theme.js';
import { timeAxis } from './time-axis.js';
import { lineStroke, spreadStrokes } from './time-strokes.js';

/** Room above the highest line. */
const GRACE = 1.08;

/**
 * Step lines over time in milliseconds, phases behind them. The cursor, the values and the legend are not Chart.js's.
 * @param {TimeChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'line'>}
 */
export function timeChart(drawing, theme) {
  const { lines, spread, bands, fromMs, toMs, unit } = drawing;
  const highest = Math.max(0, ...lines.flatMap(({ series }) => series.v), ...(spread?.high ?? []));
  return {
    type: 'line',
    data: {
      datasets: [
        ...lines.map((line) => lineDataset(line, theme)),
        ...(spread ? spreadDatasets(spread, toMs, theme) : []),
      ],
    },
    plugins: [phaseBands(bands, theme)],
    options: {
      events: [],
      parsing: false,
      normalized: true,
      // Room for the names of the phases.
      layout: { padding: { top: 16 } },
      scales: {
        x: timeAxis(theme, [fromMs, toMs]),
        // The same whatever part of the time is shown.
        y: { beginAtZero: true, suggestedMax: highest * GRACE, ...axis(theme, unit) },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
  };
}

/**
 * What the legend says of each line, and of the spread.
 * @param {TimeChart} drawing
 * @param {Theme} theme
 * @returns {Entry[]}
 */
export function timeEntries({ lines, spread }, theme) {
  const ofLines = lines.map((line) => ({
    name: line.name,
    stroke: lineStroke(line, theme),
    // What is always the same is in the name.
    textAt: (/** @type {number} */ tMs) =>
      line.role === 'limit' ? '' : textOf(line.series.v[placeAt(line.series.t, tMs)]),
  }));
  return spread ? [...ofLines, ...spreadEntries(spread, theme)] : ofLines;
}

/**
 * @param {Spread} spread
 * @param {Theme} theme
 * @returns {Entry[]}
 */
function spreadEntries({ name, t, low, mean, high }, theme) {
  const { band, middle } = spreadStrokes(theme);
  return [
    {
      name: `${name}, least to most`,
      stroke: band,
      textAt: (tMs) => {
        const place = placeAt(t, tMs);
        return place < 0 ? textOf(undefined) : `${textOf(low[place])} to ${textOf(high[place])}`;
      },
    },
    { name: 'their mean', stroke: middle, textAt: (tMs) => textOf(mean[placeAt(t, tMs)]) },
  ];
}

/** @param {number | undefined} value */
function textOf(value) {
  return value === undefined ? '–' : value.toLocaleString('en');
}

/**
 * @param {Line} line
 * @param {Theme} theme
 * @returns {ChartDataset<'line'>}
 */
function lineDataset(line, theme) {
  const { t, v } = line.series;
  return {
    label: line.name,
    data: t.map((x, index) => ({ x, y: v[index] ?? 0 })),
    stepped: 'before',
    pointRadius: 0,
    ...lineStroke(line, theme),
  };
}

/**
 * The edges of a band, one filled to the other, and its mean.
 * @param {Spread} spread
 * @param {number} toMs
 * @param {Theme} theme
 * @returns {ChartDataset<'line'>[]}
 */
function spreadDatasets({ name, t, low, mean, high }, toMs, theme) {
  const { band, middle } = spreadStrokes(theme);
  const until = (/** @type {number[]} */ v) => [...t, toMs].map((x, index) => ({ x, y: v[index] ?? v.at(-1) ?? 0 }));
  const edge = { stepped: /** @type {const} */ ('before'), pointRadius: 0, order: 1 };
  return [
    { ...edge, label: `${name}, least`, data: until(low), borderWidth: 0 },
    { ...edge, label: `${name}, most`, data: until(high), ...band, fill: '-1' },
    { ...edge, label: `${name}, mean`, data: until(mean), ...middle, order: 0 },
  ];
}

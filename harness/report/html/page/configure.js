/** @import { ChartConfiguration } from 'chart.js' */
/** @import { Chart as Place } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { countsChart } from './counts-chart.js';
import { ecdfChart } from './ecdf-chart.js';
import { histogramChart } from './histogram-chart.js';
import { nightsChart } from './nights-chart.js';
import { partsChart } from './parts-chart.js';
import { percentilesChart } from './percentiles-chart.js';
import { slopesChart } from './slopes-chart.js';
import { timeChart } from './time-chart.js';

/** @typedef {NonNullable<Place['drawing']>} Drawing */

/**
 * What Chart.js is to draw.
 * @param {Drawing} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration}
 */
export function configure(drawing, theme) {
  if (drawing.kind === 'time') return /** @type {ChartConfiguration} */ (timeChart(drawing, theme));
  if (drawing.kind === 'histogram') return /** @type {ChartConfiguration} */ (histogramChart(drawing, theme));
  if (drawing.kind === 'counts') return /** @type {ChartConfiguration} */ (countsChart(drawing, theme));
  if (drawing.kind === 'slopes') return /** @type {ChartConfiguration} */ (slopesChart(drawing, theme));
  if (drawing.kind === 'ecdf') return /** @type {ChartConfiguration} */ (ecdfChart(drawing, theme));
  if (drawing.kind === 'parts') return /** @type {ChartConfiguration} */ (partsChart(drawing, theme));
  if (drawing.kind === 'nights') return /** @type {ChartConfiguration} */ (nightsChart(drawing, theme));
  return /** @type {ChartConfiguration} */ (percentilesChart(drawing, theme));
}

/** @import { Chart, ChartConfiguration } from 'chart.js' */
/** @import { Chart as Place } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import './links.js';
import './record.js';
import './theme-switch.js';
import { countsChart } from './counts-chart.js';
import { ecdfChart } from './ecdf-chart.js';
import { filterSeries } from './filter-series.js';
import { nightsChart } from './nights-chart.js';
import { nightsTables } from './nights-table.js';
import { partsChart } from './parts-chart.js';
import { percentilesChart } from './percentiles-chart.js';
import { slopesChart } from './slopes-chart.js';
import { sortTables } from './sort-tables.js';
import { readTheme } from './theme.js';
import { timeChart } from './time-chart.js';

/** @typedef {NonNullable<Place['drawing']>} Drawing */

/** @type {typeof Chart} */
const Library = Reflect.get(globalThis, 'Chart');

/** @type {{ id: string, drawing: Drawing }[]} */
const drawings = JSON.parse(document.getElementById('charts')?.textContent ?? '[]');

/** @type {Chart[]} */
let charts = [];

/**
 * @param {Drawing} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration}
 */
function configure(drawing, theme) {
  if (drawing.kind === 'time') return /** @type {ChartConfiguration} */ (timeChart(drawing, theme));
  if (drawing.kind === 'counts') return /** @type {ChartConfiguration} */ (countsChart(drawing, theme));
  if (drawing.kind === 'slopes') return /** @type {ChartConfiguration} */ (slopesChart(drawing, theme));
  if (drawing.kind === 'ecdf') return /** @type {ChartConfiguration} */ (ecdfChart(drawing, theme));
  if (drawing.kind === 'parts') return /** @type {ChartConfiguration} */ (partsChart(drawing, theme));
  if (drawing.kind === 'nights') return /** @type {ChartConfiguration} */ (nightsChart(drawing, theme));
  return /** @type {ChartConfiguration} */ (percentilesChart(drawing, theme));
}

function drawAll() {
  for (const chart of charts) chart.destroy();
  const theme = readTheme();
  Library.defaults.animation = false;
  Library.defaults.maintainAspectRatio = false;
  Library.defaults.font.family = theme.font;
  Library.defaults.font.size = 11;
  charts = drawings.map(({ id, drawing }) => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById(id));
    return new Library(canvas, configure(drawing, theme));
  });
  document.documentElement.dataset.drawn = String(charts.length);
}

sortTables();
filterSeries();
nightsTables(drawings);
drawAll();
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ['data-theme'] });
matchMedia('print').addEventListener('change', drawAll);

/** @import { Chart } from 'chart.js' */
/** @import { Drawing } from './configure.js' */
/** @import { Place } from './draw-in-view.js' */
/** @import { Theme } from './theme.js' */
import './links.js';
import './record.js';
import './theme-switch.js';
import { configure } from './configure.js';
import { addDataTable } from './data-table.js';
import { drawInView } from './draw-in-view.js';
import { ecdfEntries } from './ecdf-chart.js';
import { filterSeries } from './filter-series.js';
import { makeLegend } from './legend.js';
import { nightsTables } from './nights-table.js';
import { percentileEntries } from './percentiles-chart.js';
import { sortTables } from './sort-tables.js';
import { readTheme } from './theme.js';
import { addTimeCursor, makeBelow } from './time-cursor.js';
import { groupOf } from './time-group.js';

/** @type {typeof Chart} */
const Library = Reflect.get(globalThis, 'Chart');
Library.defaults.animation = false;
Library.defaults.maintainAspectRatio = false;
Library.defaults.font.size = 11;

/** @type {{ id: string, drawing: Drawing }[]} */
const drawings = JSON.parse(document.getElementById('charts')?.textContent ?? '[]');
sortTables();
filterSeries();
nightsTables(drawings);
drawInView(drawings.map(placeOf));

/**
 * Of a chart that is not over time, which has more below it than that.
 * @param {Drawing} drawing
 * @param {Theme} theme
 */
function legendOf(drawing, theme) {
  if (drawing.kind === 'percentiles') return makeLegend(percentileEntries(drawing, theme));
  return drawing.kind === 'ecdf' ? makeLegend(ecdfEntries(drawing, theme)) : null;
}

/**
 * @param {{ id: string, drawing: Drawing }} options
 * @returns {Place}
 */
function placeOf({ id, drawing }) {
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById(id));
  const group = drawing.kind === 'time' ? groupOf(canvas) : null;
  let hasTable = false;
  return {
    canvas,
    surround() {
      const theme = readTheme();
      const below = drawing.kind === 'time' ? makeBelow(drawing, { theme, isFirst: group?.first === canvas }) : null;
      const legend = legendOf(drawing, theme) ?? below;
      if (legend) canvas.parentElement?.after(legend.element);
      if (!hasTable) addDataTable(canvas, drawing, group);
      hasTable = true;
      return () => {
        Library.defaults.font.family = theme.font;
        const chart = new Library(canvas, configure(drawing, theme));
        const isOverTime = drawing.kind === 'time' && below && group;
        const removeCursor = isOverTime ? addTimeCursor(chart, { drawing, below, theme, group }) : () => {};
        return {
          destroy() {
            removeCursor();
            legend?.element.remove();
            chart.destroy();
          },
        };
      };
    },
  };
}

/** @import { Chart } from 'chart.js' */
/** @import { Drawing } from './configure.js' */
/** @import { Theme } from './theme.js' */
import { configure } from './configure.js';
import { addDataTable } from './data-table.js';
import { drawInView } from './draw-in-view.js';
import { makeLegend } from './legend.js';
import { percentileEntries } from './percentiles-chart.js';
import { readTheme } from './theme.js';
import { addTimeCursor } from './time-cursor.js';
import { groupOf } from './time-group.js';

/** @type {typeof Chart} */
const Library = Reflect.get(globalThis, 'Chart');
Library.defaults.animation = false;
Library.defaults.maintainAspectRatio = false;
Library.defaults.font.size = 11;

/** @type {{ id: string, drawing: Drawing }[]} */
const drawings = JSON.parse(document.getElementById('charts')?.textContent ?? '[]');
const places = drawings.map(({ id, drawing }) => {
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById(id));
  const group = drawing.kind === 'time' ? groupOf(canvas) : null;
  return { canvas, drawing, group };
});
const tabled = new Set();

drawInView(places, (place) => {
  const { canvas, drawing, group } = place;
  const theme = readTheme();
  Library.defaults.font.family = theme.font;
  const chart = new Library(canvas, configure(drawing, theme));
  const removeBelow = addBelow(chart, place, theme);
  if (!tabled.has(place)) addDataTable(canvas, drawing, group);
  tabled.add(place);
  return {
    destroy() {
      removeBelow();
      chart.destroy();
    },
  };
});

/**
 * What stands below a plot: the legend, and of time what the cursor shows.
 * @param {Chart} chart
 * @param {typeof places[number]} place
 * @param {Theme} theme
 */
function addBelow(chart, { canvas, drawing, group }, theme) {
  if (drawing.kind === 'time' && group) {
    return addTimeCursor(chart, { drawing, theme, group, isFirst: group.first === canvas });
  }
  if (drawing.kind !== 'percentiles') return () => {};
  const { element } = makeLegend(percentileEntries(drawing, theme));
  canvas.parentElement?.after(element);
  return () => element.remove();
}

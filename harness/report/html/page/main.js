/** @import { Chart } from 'chart.js' */
/** @import { Drawing } from './configure.js' */
import { configure } from './configure.js';
import { drawInView } from './draw-in-view.js';
import { readTheme } from './theme.js';

/** @type {typeof Chart} */
const Library = Reflect.get(globalThis, 'Chart');
Library.defaults.animation = false;
Library.defaults.maintainAspectRatio = false;
Library.defaults.font.size = 11;

/** @type {{ id: string, drawing: Drawing }[]} */
const drawings = JSON.parse(document.getElementById('charts')?.textContent ?? '[]');
const places = drawings.map(({ id, drawing }) => ({
  canvas: /** @type {HTMLCanvasElement} */ (document.getElementById(id)),
  drawing,
}));

drawInView(places, ({ canvas, drawing }) => {
  const theme = readTheme();
  Library.defaults.font.family = theme.font;
  return new Library(canvas, configure(drawing, theme));
});

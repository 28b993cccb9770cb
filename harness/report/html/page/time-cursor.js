/** @import { Chart } from 'chart.js' */
/** @import { TimeChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
/** @import { Member, Range, TimeGroup } from './time-group.js' */
import { phaseAt } from './bands.js';
import { makeLegend } from './legend.js';
import { momentText, timeAxis } from './time-axis.js';
import { timeEntries } from './time-chart.js';
import { moveByKeys } from './time-keys.js';
import { selectByPointer } from './time-pointer.js';

const HINT = 'Drag over a chart to zoom. By keys: arrows move the cursor, + and − zoom, Escape shows all.';

/**
 * What stands below a plot over time: its legend, the moment of the cursor, and the button that ends a zoom.
 * The first chart of a group says how they are used.
 * @param {TimeChart} drawing
 * @param {{ theme: Theme, isFirst: boolean }} options
 */
export function makeBelow(drawing, { theme, isFirst }) {
  const element = document.createElement('div');
  element.className = 'below';
  const entries = timeEntries(drawing, theme);
  const legend = makeLegend(entries);
  element.append(legend.element);
  const moment = appendTo(element, 'moment');
  if (isFirst) appendTo(element, 'hint').textContent = HINT;
  const reset = element.appendChild(document.createElement('button'));
  reset.type = 'button';
  reset.hidden = true;
  reset.textContent = 'Reset zoom';
  return { element, entries, legend, moment, reset };
}

/**
 * Gives a chart its part of the group's cursor: a line at the moment, its values in the legend, and a stretch that is
 * dragged to zoom. The first chart of a group is the one that takes keys.
 * @param {Chart} chart
 * @param {{ drawing: TimeChart, below: ReturnType<typeof makeBelow>, theme: Theme, group: TimeGroup }} options
 */
export function addTimeCursor(chart, { drawing, below: { entries, legend, moment, reset }, theme, group }) {
  const plot = /** @type {HTMLElement} */ (chart.canvas.parentElement);
  const isFirst = group.first === chart.canvas;
  /** @type {Range} */
  const whole = [drawing.fromMs, drawing.toMs];
  const line = appendTo(plot, 'cursor');
  const selection = appendTo(plot, 'selection');
  const listening = new AbortController();
  const { signal } = listening;

  const place = (/** @type {number | null} */ tMs) => {
    const { left, right, top, bottom } = chart.chartArea;
    const x = tMs === null ? Number.NaN : (chart.scales.x?.getPixelForValue(tMs) ?? Number.NaN);
    line.classList.toggle('away', !(x >= left - 0.5 && x <= right + 0.5));
    Object.assign(line.style, { left: `${x || left}px`, top: `${top}px`, height: `${bottom - top}px` });
  };
  /** @type {Member} */
  const member = {
    zoom(range) {
      reset.hidden = range === null;
      Object.assign(/** @type {object} */ (chart.options.scales?.x), timeAxis(theme, range ?? whole));
      chart.update('none');
    },
    point(tMs) {
      place(tMs);
      legend.tell(tMs);
      const phase = tMs === null ? undefined : phaseAt(drawing.bands, tMs);
      moment.textContent = tMs === null ? '' : [momentText(tMs), phase].filter(Boolean).join(' · ');
    },
    textAt: (tMs) => entries.map(({ name, textAt }) => `${name} ${textAt?.(tMs) ?? ''}`.trimEnd()).join(', '),
  };
  const leave = group.join(member);
  reset.addEventListener('click', () => group.zoom(null), { signal });
  selectByPointer(chart, { group, selection, signal });
  if (isFirst) moveByKeys(line, { whole, group, signal });
  // Where the page gets wider or narrower the moment stands elsewhere.
  const resized = new ResizeObserver(() => place(group.atMs));
  resized.observe(plot);

  return () => {
    leave();
    listening.abort();
    resized.disconnect();
    line.remove();
    selection.remove();
  };
}

/**
 * @param {HTMLElement} parent
 * @param {string} className
 */
function appendTo(parent, className) {
  const element = parent.appendChild(document.createElement('div'));
  element.className = className;
  return element;
}

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

const HINT = 'Drag to zoom. By keys: arrows move the cursor, + and − zoom, Escape shows all.';

/**
 * Gives a chart its part of the group's cursor: a line at the moment, its values in the legend, and a stretch that is
 * dragged to zoom. The first chart of a group is the one that takes keys.
 * @param {Chart} chart
 * @param {{ drawing: TimeChart, theme: Theme, group: TimeGroup, isFirst: boolean }} options
 */
export function addTimeCursor(chart, { drawing, theme, group, isFirst }) {
  const plot = /** @type {HTMLElement} */ (chart.canvas.parentElement);
  /** @type {Range} */
  const whole = [drawing.fromMs, drawing.toMs];
  const entries = timeEntries(drawing, theme);
  const legend = makeLegend(entries);
  const line = appendTo(plot, 'cursor');
  const selection = appendTo(plot, 'selection');
  const { bar, moment, reset } = makeBar(group);
  bar.prepend(legend.element);
  plot.after(bar);

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
      const phase = tMs === null ? undefined : phaseAt(drawing, tMs);
      moment.textContent = tMs === null ? (isFirst ? HINT : '') : [momentText(tMs), phase].filter(Boolean).join(' · ');
    },
    textAt: (tMs) => entries.map(({ name, textAt }) => `${name} ${textAt(tMs)}`.trimEnd()).join(', '),
  };
  const leave = group.join(member);
  const listening = new AbortController();
  selectByPointer(chart, { group, selection, signal: listening.signal });
  if (isFirst) moveByKeys(line, { whole, group, signal: listening.signal });
  // Where the page gets wider or narrower the moment stands elsewhere.
  const resized = new ResizeObserver(() => place(group.atMs));
  resized.observe(plot);

  return () => {
    leave();
    listening.abort();
    resized.disconnect();
    for (const element of [line, selection, bar]) element.remove();
  };
}

/** @param {TimeGroup} group */
function makeBar(group) {
  const bar = document.createElement('div');
  bar.className = 'below';
  const moment = appendTo(bar, 'moment');
  const reset = bar.appendChild(document.createElement('button'));
  reset.type = 'button';
  reset.textContent = 'Reset zoom';
  reset.addEventListener('click', () => group.zoom(null));
  return { bar, moment, reset };
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

/** @import { Chart } from 'chart.js' */
/** @import { TimeGroup } from './time-group.js' */

/** A shorter way of the pointer is a click. */
const DRAG_PIXELS = 6;

/**
 * The pointer over a chart is the group's cursor; a stretch that it is dragged over is shown in all of them, and a
 * double click shows all of the time again.
 * @param {Chart} chart
 * @param {{ group: TimeGroup, selection: HTMLElement, signal: AbortSignal }} options
 */
export function selectByPointer(chart, { group, selection, signal }) {
  const { canvas } = chart;
  /** @type {number | null} */
  let pressedAt = null;
  const within = (/** @type {PointerEvent} */ { offsetX }) =>
    Math.min(chart.chartArea.right, Math.max(chart.chartArea.left, offsetX));
  const timeAt = (/** @type {number} */ x) => chart.scales.x?.getValueForPixel(x) ?? 0;
  const select = (/** @type {number} */ from, /** @type {number} */ to) => {
    const { top, bottom } = chart.chartArea;
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    const isDrag = right - left >= DRAG_PIXELS;
    const box = { left: `${left}px`, width: `${right - left}px`, top: `${top}px`, height: `${bottom - top}px` };
    Object.assign(selection.style, isDrag ? box : { width: '0' });
    return isDrag ? /** @type {const} */ ([timeAt(left), timeAt(right)]) : null;
  };
  const release = () => {
    pressedAt = null;
    selection.style.width = '0';
  };

  /**
   * @template {'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'pointerleave' | 'dblclick'} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name]) => void} listener
   */
  const on = (name, listener) => canvas.addEventListener(name, listener, { signal });
  on('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    pressedAt = within(event);
    canvas.setPointerCapture(event.pointerId);
  });
  on('pointermove', (event) => {
    const x = within(event);
    if (pressedAt !== null) select(pressedAt, x);
    group.point(pressedAt !== null || x === event.offsetX ? timeAt(x) : null);
  });
  on('pointerup', (event) => {
    const range = pressedAt === null ? null : select(pressedAt, within(event));
    release();
    if (range) group.zoom(range);
  });
  on('pointercancel', release);
  on('pointerleave', () => {
    if (pressedAt === null) group.point(null);
  });
  on('dblclick', () => group.zoom(null));
}

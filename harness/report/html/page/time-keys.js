/** @import { Range, TimeGroup } from './time-group.js' */
import { momentText } from './time-axis.js';

const STEP = 1 / 100;
const LARGE_STEP = 1 / 10;

/**
 * Makes the cursor's line a slider, which arrow keys move, + and - zoom around, and Escape puts away.
 * @param {HTMLElement} line
 * @param {{ whole: Range, group: TimeGroup, signal: AbortSignal }} options
 */
export function moveByKeys(line, { whole, group, signal }) {
  line.tabIndex = 0;
  line.setAttribute('role', 'slider');
  line.setAttribute('aria-label', 'Moment that all charts here show');
  const describe = (/** @type {number | null} */ tMs) => {
    const [fromMs, toMs] = group.range ?? whole;
    line.setAttribute('aria-valuemin', String(Math.round(fromMs)));
    line.setAttribute('aria-valuemax', String(Math.round(toMs)));
    line.setAttribute('aria-valuenow', String(Math.round(tMs ?? fromMs)));
    line.setAttribute('aria-valuetext', tMs === null ? 'none' : `${momentText(tMs)}: ${group.textAt(tMs)}`);
  };
  const goTo = (/** @type {number | null} */ tMs) => {
    const [fromMs, toMs] = group.range ?? whole;
    group.point(tMs === null ? null : Math.min(toMs, Math.max(fromMs, tMs)));
    describe(group.atMs);
  };
  const zoomBy = (/** @type {number} */ factor) => {
    const [fromMs, toMs] = group.range ?? whole;
    const middleMs = group.atMs ?? (fromMs + toMs) / 2;
    const from = Math.max(whole[0], middleMs - (middleMs - fromMs) * factor);
    const to = Math.min(whole[1], middleMs + (toMs - middleMs) * factor);
    group.zoom(from === whole[0] && to === whole[1] ? null : [from, to]);
    describe(group.atMs);
  };
  const putAway = () => {
    if (group.range === null) goTo(null);
    else group.zoom(null);
  };

  describe(null);
  line.addEventListener(
    'keydown',
    (event) => {
      const [fromMs, toMs] = group.range ?? whole;
      const stepMs = (toMs - fromMs) * (event.shiftKey ? LARGE_STEP : STEP);
      const atMs = group.atMs ?? fromMs;
      /** @type {Record<string, () => void>} */
      const actions = {
        ArrowRight: () => goTo(atMs + stepMs),
        ArrowLeft: () => goTo(atMs - stepMs),
        PageUp: () => goTo(atMs + (toMs - fromMs) * LARGE_STEP),
        PageDown: () => goTo(atMs - (toMs - fromMs) * LARGE_STEP),
        Home: () => goTo(fromMs),
        End: () => goTo(toMs),
        '+': () => zoomBy(1 / 2),
        '=': () => zoomBy(1 / 2),
        '-': () => zoomBy(2),
        Escape: putAway,
      };
      const act = actions[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    },
    { signal },
  );
}

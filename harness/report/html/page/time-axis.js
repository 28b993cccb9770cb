/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

const SECOND = { name: 'seconds', ms: 1_000, upToMs: 300_000 };
const MINUTE = { name: 'minutes', ms: 60_000, upToMs: 10_800_000 };
const HOUR = { name: 'hours', ms: 3_600_000, upToMs: Number.POSITIVE_INFINITY };

const LABEL_WIDTH_PIXELS = 48;

/**
 * The axis of a stretch of time, in milliseconds, with a unit that suits its length.
 * @param {Theme} theme
 * @param {readonly [fromMs: number, toMs: number]} range
 */
export function timeAxis(theme, [fromMs, toMs]) {
  const unit = unitOf(toMs - fromMs);
  return {
    type: /** @type {const} */ ('linear'),
    min: fromMs,
    max: toMs,
    ...axis(theme, unit.name),
    afterBuildTicks: (/** @type {{ min: number, max: number, width: number, ticks: { value: number }[] }} */ scale) => {
      scale.ticks = ticksBetween(scale, unit.ms, scale.width / LABEL_WIDTH_PIXELS);
    },
    ticks: {
      color: theme.muted,
      maxRotation: 0,
      includeBounds: false,
      callback: (/** @type {string | number} */ value) => Number((Number(value) / unit.ms).toPrecision(8)).toString(),
    },
  };
}

/**
 * '12.34 s', and '1:02:03' where that is too many seconds to read.
 * @param {number} tMs
 */
export function momentText(tMs) {
  if (tMs < SECOND.upToMs) return `${(tMs / 1_000).toFixed(2)} s`;
  const seconds = Math.floor(tMs / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** @param {number} lengthMs */
function unitOf(lengthMs) {
  return [SECOND, MINUTE].find(({ upToMs }) => lengthMs <= upToMs) ?? HOUR;
}

/**
 * At round numbers of the unit, as many as there is room for.
 * @param {{ min: number, max: number }} range
 * @param {number} unitMs
 * @param {number} most
 */
function ticksBetween({ min, max }, unitMs, most) {
  const least = (max - min) / unitMs / Math.max(2, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const stepMs = ([1, 2, 5, 10].find((digit) => digit * power >= least) ?? 10) * power * unitMs;
  const first = Math.ceil(min / stepMs);
  const count = Math.floor(max / stepMs) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({ value: (first + index) * stepMs }));
}

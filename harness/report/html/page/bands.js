/** @import { Plugin } from 'chart.js' */
/** @import { TimeChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { gapsBetween } from '../../charts/gaps.ts';

const FONT_PIXELS = 11;

/**
 * Phases as shaded bands behind the lines, every second one, each with its name where there is room for it; what lies
 * between two of them is hatched.
 * @param {TimeChart['bands']} bands
 * @param {Theme} theme
 * @returns {Plugin<'line'>}
 */
export function phaseBands(bands, theme) {
  const gaps = gapsBetween(bands);
  return {
    id: 'phase-bands',
    beforeDatasetsDraw({ ctx, chartArea, scales: { x } }) {
      if (!x) return;
      const { top, height } = chartArea;
      ctx.save();
      ctx.font = `${FONT_PIXELS}px ${theme.font}`;
      ctx.textBaseline = 'bottom';
      const place = (/** @type {TimeChart['bands'][number]} */ { name, startMs, endMs }, isShaded = false) => {
        const left = Math.max(chartArea.left, x.getPixelForValue(startMs));
        const right = Math.min(chartArea.right, x.getPixelForValue(endMs));
        if (right <= left) return;
        if (isShaded) {
          ctx.fillStyle = theme.band;
          ctx.fillRect(left, top, right - left, height);
        }
        if (ctx.measureText(name).width <= right - left - 4) {
          ctx.fillStyle = theme.muted;
          ctx.fillText(name, left + 3, top - 3);
        }
        return { left, right };
      };
      bands.forEach((band, index) => {
        place(band, index % 2 === 0);
      });
      for (const gap of gaps) {
        const { left = 0, right = 0 } = place(gap) ?? {};
        hatch(ctx, { left, right, top, height }, theme);
      }
      ctx.restore();
    },
  };
}

/**
 * What happens at a moment: a phase, or what lies between two.
 * @param {TimeChart['bands']} bands
 * @param {number} tMs
 */
export function phaseAt(bands, tMs) {
  return [...bands, ...gapsBetween(bands)].find(({ startMs, endMs }) => tMs >= startMs && tMs < endMs)?.name;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{ left: number, right: number, top: number, height: number }} area
 * @param {Theme} theme
 */
function hatch(ctx, { left, right, top, height }, theme) {
  const gapPixels = 6;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, height);
  ctx.clip();
  ctx.strokeStyle = theme.reference;
  ctx.globalAlpha = 0.35;
  ctx.beginPath();
  for (let y = top - (right - left); y < top + height; y += gapPixels) {
    ctx.moveTo(left, y + (right - left));
    ctx.lineTo(right, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** @import { Plugin } from 'chart.js' */
/** @import { Band } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */

/**
 * Phases as shaded bands behind the lines, every second one, each with its name where there is room for it.
 * @param {Band[]} bands
 * @param {Theme} theme
 * @returns {Plugin<'line'>}
 */
export function phaseBands(bands, theme) {
  return {
    id: 'phase-bands',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      ctx.save();
      ctx.font = `11px ${theme.font}`;
      ctx.textBaseline = 'bottom';
      bands.forEach(({ name, startMs, endMs }, index) => {
        const left = Math.max(chartArea.left, scales.x?.getPixelForValue(startMs / 1000) ?? 0);
        const right = Math.min(chartArea.right, scales.x?.getPixelForValue(endMs / 1000) ?? 0);
        if (index % 2 === 0) {
          ctx.fillStyle = theme.band;
          ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
        }
        if (ctx.measureText(name).width > right - left - 4) return;
        ctx.fillStyle = theme.muted;
        ctx.fillText(name, left + 3, chartArea.top - 3);
      });
      ctx.restore();
    },
  };
}

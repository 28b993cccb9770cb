/** @import { Plugin } from 'chart.js' */
/** @import { NightsChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */

/**
 * The interval of each night as a line through its point.
 * @param {NightsChart} drawing
 * @param {string[]} colours
 * @returns {Plugin<'line'>}
 */
export function intervals({ lows, highs, base }, colours) {
  return {
    id: 'intervals',
    beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (!x || !y) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.globalAlpha = 0.45;
      lows.forEach((low, night) => {
        const high = highs[night];
        if (low === null || high == null) return;
        ctx.fillStyle = colours[night] ?? '';
        const top = y.getPixelForValue(high / base);
        ctx.fillRect(x.getPixelForValue(night) - 0.5, top, 1, y.getPixelForValue(low / base) - top);
      });
      ctx.restore();
    },
  };
}

/**
 * Solid lines where an epoch begins, dashed ones where the level changed, each before its night.
 * @param {NightsChart['epochs']} epochs
 * @param {NightsChart['changes']} changes
 * @param {Theme} theme
 * @returns {Plugin<'line'>}
 */
export function epochLines(epochs, changes, theme) {
  return {
    id: 'epoch-lines',
    afterDatasetsDraw({ ctx, chartArea, scales: { x } }) {
      if (!x) return;
      ctx.save();
      ctx.font = `11px ${theme.font}`;
      ctx.textBaseline = 'top';
      let namedAt = Number.NEGATIVE_INFINITY;
      const line = (/** @type {number} */ night, /** @type {string} */ text, /** @type {string} */ colour) => {
        const left = x.getPixelForValue(night - 0.5);
        ctx.strokeStyle = colour;
        ctx.fillStyle = colour;
        ctx.beginPath();
        ctx.moveTo(left, chartArea.top);
        ctx.lineTo(left, chartArea.bottom);
        ctx.stroke();
        // Of marks that stand close together the first one is named; the others are in the table of nights.
        if (left - namedAt < ctx.measureText(text).width + 8) return;
        namedAt = left;
        const isRoom = left + 4 + ctx.measureText(text).width <= chartArea.right;
        ctx.textAlign = isRoom ? 'left' : 'right';
        ctx.fillText(text, isRoom ? left + 4 : left - 4, chartArea.top);
      };
      for (const { night } of epochs) line(night, 'new epoch', theme.muted);
      ctx.setLineDash([4, 3]);
      namedAt = Number.NEGATIVE_INFINITY;
      for (const { night, text } of changes) line(night, text, theme.limit);
      ctx.restore();
    },
  };
}

/** @import { ChartConfiguration, Plugin } from 'chart.js' */
/** @import { ForestChart } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { axis } from './theme.js';

/**
 * Ratios with their intervals, a row each: thick is 95 %, thin is 99 %. The band is what does not matter.
 * @param {ForestChart} drawing
 * @param {Theme} theme
 * @returns {ChartConfiguration<'bar'>}
 */
export function forestChart({ rows }, theme) {
  const colours = rows.map(({ verdict }) => verdictColour(verdict, theme));
  const ends = rows.flatMap(({ ratio, interval95, interval99, delta }) => [
    ratio,
    delta * 1.05,
    ...(interval99 ?? interval95 ?? []),
  ]);
  const reach = Math.max(...ends.map((end) => Math.abs(Math.log(end)))) * 1.08;
  const bar = { borderSkipped: false, backgroundColor: colours, grouped: false };
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => name),
      datasets: [
        { ...bar, label: '95 %', data: rows.map(({ interval95 }) => interval95), barThickness: 7 },
        { ...bar, label: '99 %', data: rows.map(({ interval99 }) => interval99), barThickness: 2 },
      ],
    },
    plugins: [harmless(rows, theme), estimates(rows, colours, theme)],
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          type: 'logarithmic',
          min: Math.exp(-reach),
          max: Math.exp(reach),
          ...axis(theme, 'ratio to the reference'),
          afterBuildTicks: (scale) => {
            scale.ticks = ratioTicks(reach).map((value) => ({ value }));
          },
          ticks: { color: theme.muted, maxRotation: 0, callback: (value) => percentText(Number(value)) },
        },
        y: {
          ...axis(theme, ''),
          title: { display: false },
          grid: { display: false },
          ticks: { color: theme.text, autoSkip: false },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          callbacks: {
            label: ({ dataset, raw }) => {
              const [low, high] = /** @type {[number, number]} */ (raw);
              return `${dataset.label}: ${percentText(low)} to ${percentText(high)}`;
            },
            footer: ([item]) => {
              const row = rows[item?.dataIndex ?? 0];
              return row ? `${row.verdict}; p after Holm ${Number(row.adjustedP.toPrecision(2))}` : '';
            },
          },
        },
      },
    },
  };
}

/**
 * @param {string} verdict
 * @param {Theme} theme
 */
function verdictColour(verdict, theme) {
  if (verdict === 'faster') return theme.pass;
  if (verdict === 'slower') return theme.fail;
  return verdict === 'equal' ? theme.accent : theme.reference;
}

/** @param {number} ratio */
function percentText(ratio) {
  if (ratio >= 2) return `×${Number(ratio.toPrecision(2))}`;
  if (ratio <= 0.5) return `÷${Number((1 / ratio).toPrecision(2))}`;
  const percent = Math.round((ratio - 1) * 1000) / 10;
  return `${percent > 0 ? '+' : ''}${percent} %`;
}

/**
 * Round percents to both sides of 1, or powers of two once ratios are too far apart for those.
 * @param {number} reach
 */
function ratioTicks(reach) {
  const most = Math.exp(reach);
  if (most >= 3) {
    const count = Math.floor(reach / Math.LN2);
    return Array.from({ length: 2 * count + 1 }, (_, index) => 2 ** (index - count));
  }
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((one) => (most - 1) / one < 4.5) ?? 1;
  const right = Array.from({ length: Math.floor((most - 1) / step) }, (_, index) => 1 + (index + 1) * step);
  const left = Array.from({ length: Math.floor((1 - 1 / most) / step) }, (_, index) => 1 - (index + 1) * step);
  return [...left.reverse(), 1, ...right];
}

/**
 * The line of no difference, and around it for each row the band that does not matter.
 * @param {ForestChart['rows']} rows
 * @param {Theme} theme
 * @returns {Plugin<'bar'>}
 */
function harmless(rows, theme) {
  return {
    id: 'harmless',
    beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (!x || !y) return;
      const height = chartArea.height / rows.length;
      ctx.save();
      ctx.fillStyle = theme.band;
      rows.forEach(({ delta }, index) => {
        const [left, right] = [x.getPixelForValue(1 / delta), x.getPixelForValue(delta)];
        ctx.fillRect(left, y.getPixelForValue(index) - height / 2, right - left, height);
      });
      ctx.fillStyle = theme.muted;
      ctx.fillRect(Math.round(x.getPixelForValue(1)), chartArea.top, 1, chartArea.height);
      ctx.restore();
    },
  };
}

/**
 * @param {ForestChart['rows']} rows
 * @param {string[]} colours
 * @param {Theme} theme
 * @returns {Plugin<'bar'>}
 */
function estimates(rows, colours, theme) {
  return {
    id: 'estimates',
    afterDatasetsDraw({ ctx, scales: { x, y } }) {
      if (!x || !y) return;
      ctx.save();
      rows.forEach(({ ratio }, index) => {
        ctx.beginPath();
        ctx.arc(x.getPixelForValue(ratio), y.getPixelForValue(index), 5, 0, 2 * Math.PI);
        ctx.fillStyle = colours[index] ?? theme.reference;
        ctx.fill();
        ctx.lineWidth = 1.5;
        ctx.strokeStyle = theme.surface;
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}

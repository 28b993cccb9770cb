/** @import { Drawing } from './configure.js' */
/** @import { Range } from './time-group.js' */
import { classText } from './histogram-chart.js';
import { timeTable } from './time-table.js';

/**
 * Texts in rows, the first of each row its name; `note` says what a row is, where that is not plain.
 * @typedef {{ head: string[], rows: string[][], note?: string }} Table
 */

const PERCENTILES = [0, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999];
const PERCENTS = [1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99];

/**
 * What a chart draws, as a table; null: it has one elsewhere on the page.
 * @param {Drawing} drawing
 * @param {Range | null} range
 * @returns {Table | null}
 */
export function tableOf(drawing, range) {
  switch (drawing.kind) {
    case 'time':
      return timeTable(drawing, range);
    case 'histogram':
      return {
        head: ['requests', 'connections'],
        rows: drawing.classes.map((one) => [classText(one), numberText(one.connections)]),
      };
    case 'counts':
      return { head: ['figure', drawing.unit], rows: drawing.bars.map(({ name, value }) => [name, numberText(value)]) };
    case 'percentiles': {
      const curves = drawing.curves.map(({ name, percentiles, ms }) => ({ name, x: percentiles, y: ms }));
      return curvesTable('percentile', PERCENTILES, (x) => `p${x}`, curves);
    }
    case 'ecdf': {
      const curves = drawing.curves.map(({ name, percent, ms }) => ({ name, x: percent, y: ms }));
      return curvesTable('share of requests', PERCENTS, (x) => `${x} %`, curves);
    }
    case 'parts':
      return {
        head: ['of', ...drawing.parts.map(({ name }) => `${name}, ms`)],
        rows: drawing.names.map((name, index) => [name, ...drawing.parts.map(({ ms }) => numberText(ms[index]))]),
      };
    case 'slopes':
      return {
        head: ['round', ...drawing.names],
        rows: [...drawing.rounds, drawing.medians].map((values, index) => [
          index < drawing.rounds.length ? String(index + 1) : 'median',
          ...values.map(numberText),
        ]),
      };
    default:
      return null;
  }
}

/**
 * @param {string} title
 * @param {number[]} places
 * @param {(x: number) => string} name
 * @param {{ name: string, x: number[], y: number[] }[]} curves
 * @returns {Table}
 */
function curvesTable(title, places, name, curves) {
  const reached = places.filter((place) => curves.some(({ x }) => place <= (x.at(-1) ?? -1) + 1e-6));
  return {
    head: [title, ...curves.map((curve) => `${curve.name}, ms`)],
    rows: reached.map((place) => [name(place), ...curves.map((curve) => numberText(valueAt(curve, place)))]),
  };
}

/**
 * A curve is known at its points; between two of them there is nothing to be told to five digits.
 * @param {{ x: number[], y: number[] }} curve
 * @param {number} place
 */
function valueAt({ x, y }, place) {
  const point = x.findIndex((one) => Math.abs(one - place) < 1e-6);
  return point < 0 ? null : y[point];
}

/**
 * Counts to the last one, and of what was measured five digits.
 * @param {number | null | undefined} value
 */
export function numberText(value) {
  if (value === null || value === undefined) return '–';
  return (Number.isInteger(value) ? value : Number(value.toPrecision(5))).toLocaleString('en');
}

/** @import { TimeChart } from '../../charts/types.ts' */
/** @import { Table } from './tables.js' */
/** @import { Range } from './time-group.js' */
import { phaseAt } from './bands.js';
import { heldBetween } from './step-line.js';
import { momentText } from './time-axis.js';

const MOST_ROWS = 40;

/** @typedef {'least' | 'mean' | 'most'} Fold */

/**
 * Every change where there are few, else stretches of one length.
 * @param {TimeChart} drawing
 * @param {Range | null} range
 * @returns {Table}
 */
export function timeTable(drawing, range) {
  const [fromMs, toMs] = range ?? [drawing.fromMs, drawing.toMs];
  const columns = columnsOf(drawing);
  const hasPhases = drawing.bands.length > 0;
  const changes = columns.flatMap(({ t }) => t.filter((tMs) => tMs > fromMs && tMs < toMs));
  const exact = [...new Set([fromMs, ...changes])].sort((a, b) => a - b);
  const isExact = exact.length <= MOST_ROWS;
  const lengthMs = (toMs - fromMs) / MOST_ROWS;
  const moments = isExact ? exact : Array.from({ length: MOST_ROWS }, (_, index) => fromMs + index * lengthMs);
  return {
    head: [
      'from',
      ...(hasPhases ? ['phase'] : []),
      ...columns.map(({ name, fold, isFolded }) => (isExact || isFolded ? name : `${name}, ${fold}`)),
    ],
    rows: moments.map((tMs, index) => [
      momentText(tMs),
      ...(hasPhases ? [phaseAt(drawing.bands, tMs) ?? ''] : []),
      ...columns.map((column) => textBetween(column, tMs, moments[index + 1] ?? toMs)),
    ]),
    ...(isExact ? {} : { note: `A row is ${momentText(lengthMs)} long.` }),
  };
}

/** @param {TimeChart} drawing */
function columnsOf({ lines, spread }) {
  const ofLines = lines.map(({ name, series: { t, v } }) => {
    return { name, t, v, fold: /** @type {Fold} */ ('most'), isFolded: false };
  });
  if (!spread) return ofLines;
  const parts = /** @type {[Fold, number[]][]} */ ([
    ['least', spread.low],
    ['mean', spread.mean],
    ['most', spread.high],
  ]);
  const ofSpread = parts.map(([fold, v]) => ({
    name: `${spread.name}, ${fold}`,
    t: spread.t,
    v,
    fold,
    isFolded: true,
  }));
  return [...ofLines, ...ofSpread];
}

/**
 * @param {{ t: number[], v: number[], fold: Fold }} column
 * @param {number} fromMs
 * @param {number} toMs
 */
function textBetween({ t, v, fold }, fromMs, toMs) {
  const held = heldBetween({ t, v }, fromMs, toMs);
  if (held.length === 0) return '–';
  const values = held.map(({ value }) => value);
  if (fold === 'least') return Math.min(...values).toLocaleString('en');
  if (fold === 'most') return Math.max(...values).toLocaleString('en');
  const area = held.reduce((sum, { value, lengthMs }) => sum + value * lengthMs, 0);
  const lengthMs = held.reduce((sum, one) => sum + one.lengthMs, 0);
  return (Math.round((area / lengthMs) * 10) / 10).toLocaleString('en');
}

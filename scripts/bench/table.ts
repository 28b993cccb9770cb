import { alignColumns } from '../../harness/report/terminal/columns.ts';
import { SYMBOLS } from '../../harness/report/verdict.ts';
import type { Expected, FigureRow, RatioRow, Row } from './part.ts';
import type { Spread } from './spread.ts';

/** The rows for people: ratios of subject by control, and figures with what was expected of them. */
export function drawTable(rows: readonly Row[]): string {
  const ratios = rows.filter((row) => row.kind === 'ratio').map(ratioCells);
  const figures = rows.filter((row) => row.kind === 'figure').map(figureCells);
  return [ratios.length > 0 ? [RATIO_HEAD, ...ratios] : [], figures.length > 0 ? [FIGURE_HEAD, ...figures] : []]
    .map((table) => alignColumns(table).join('\n'))
    .filter((table) => table !== '')
    .join('\n\n');
}

const RATIO_HEAD = ['part', 'what', 'throughput, with / without', 'at 95 %', 'expected', 'CPU time each', 'pairs'];
const FIGURE_HEAD = ['part', 'what', 'figure', 'expected'];

function ratioCells(row: RatioRow): string[] {
  const { part, name, throughput, cpu } = row;
  return [
    part,
    name,
    spreadText(throughput),
    intervalText(throughput),
    askedText(row),
    spreadText(cpu),
    String(throughput.pairs),
  ];
}

function figureCells({ part, name, value, expected, isRight }: FigureRow): string[] {
  return [part, name, value.toLocaleString('en'), expectedText(expected), isRight ? SYMBOLS.pass : SYMBOLS.fail];
}

/** A row of ratios in a line, for a person who waits for the rest. */
export function describeRatio(row: RatioRow): string {
  const { throughput, cpu } = row;
  const interval = throughput.interval95 && `${intervalText(throughput)} at 95 %`;
  const told = [
    `throughput ${throughput.centre.toFixed(3)}`,
    interval,
    askedText(row),
    `CPU time ${cpu.centre.toFixed(3)}`,
  ];
  return told.filter(Boolean).join(', ');
}

const MARKS = { met: SYMBOLS.pass, missed: SYMBOLS.fail, undecided: SYMBOLS.inconclusive };

function askedText({ expected, verdict }: RatioRow): string {
  return expected && verdict ? `${MARKS[verdict]} at least ${expected.atLeast}` : '';
}

function intervalText({ interval95 }: Spread): string {
  return interval95 ? `${interval95.low.toFixed(3)} – ${interval95.high.toFixed(3)}` : '';
}

function spreadText({ centre, min, max }: Spread): string {
  return `${centre.toFixed(3)} (${min.toFixed(3)} – ${max.toFixed(3)})`;
}

function expectedText(expected: Expected | null): string {
  if (expected === null) return '';
  return 'exactly' in expected ? expected.exactly.toLocaleString('en') : `at most ${expected.atMost}`;
}

import Table from 'cli-table3';
import type { Expected, RatioRow, Row } from './part.ts';
import type { Spread } from './spread.ts';

/** The rows for people: ratios of subject by control, and figures with what was expected of them. */
export function drawTable(rows: readonly Row[]): string {
  const head = ['part', 'what', 'throughput, with / without', 'at 95 %', 'expected', 'CPU time each', 'pairs'];
  const ratios = new Table({ head, style: { head: [], border: [] } });
  const figures = new Table({ head: ['part', 'what', 'figure', 'expected', ''], style: { head: [], border: [] } });
  for (const row of rows) {
    if (row.kind === 'ratio') {
      const { part, name, throughput, cpu } = row;
      const { pairs } = throughput;
      ratios.push([
        part,
        name,
        spreadText(throughput),
        intervalText(throughput),
        askedText(row),
        spreadText(cpu),
        pairs,
      ]);
    } else {
      const { part, name, value, expected, isRight } = row;
      figures.push([part, name, value.toLocaleString('en'), expectedText(expected), isRight ? '✓' : '✗']);
    }
  }
  return [ratios, figures]
    .filter((table) => table.length > 0)
    .map(String)
    .join('\n');
}

/** A row of ratios in a line, for whoever waits for the rest. */
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

const MARKS = { met: '✓', missed: '✗', undecided: '?' };

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

import Table from 'cli-table3';
import type { Expected, RatioRow, Row } from './part.ts';
import type { Spread } from './spread.ts';

/** The rows for people: ratios of subject by control, and figures with what was expected of them. */
export function drawTable(rows: readonly Row[]): string {
  const head = ['part', 'what', 'throughput, with / without', 'expected', 'CPU time each, with / without', 'pairs'];
  const ratios = new Table({ head, style: { head: [], border: [] } });
  const figures = new Table({ head: ['part', 'what', 'figure', 'expected', ''], style: { head: [], border: [] } });
  for (const row of rows) {
    if (row.kind === 'ratio') {
      const { part, name, throughput, cpu } = row;
      ratios.push([part, name, spreadText(throughput), metText(row), spreadText(cpu), throughput.pairs]);
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

/** Whether the median meets it, and whether every pair agrees. */
function metText({ expected, isMet, throughput: { min, max } }: RatioRow): string {
  if (expected === null) return '';
  const isClear = isMet ? min >= expected.atLeast : max < expected.atLeast;
  return `${isMet ? '✓' : '✗'} at least ${expected.atLeast}${isClear ? '' : ', pairs differ'}`;
}

function spreadText({ median, min, max }: Spread): string {
  return `${median.toFixed(3)} (${min.toFixed(3)} – ${max.toFixed(3)})`;
}

function expectedText(expected: Expected | null): string {
  if (expected === null) return '';
  return 'exactly' in expected ? expected.exactly.toLocaleString('en') : `at most ${expected.atMost}`;
}

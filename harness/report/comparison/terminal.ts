import { styleText } from 'node:util';
import Table from 'cli-table3';
import { formatCount } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { loadWords } from '../load-words.ts';
import { MICRO_CAUTION, renderMicro } from '../micro-table.ts';
import { NO_BORDERS } from '../terminal-table.ts';
import { COLOURS, type Look, plain, wrap } from '../terminal-text.ts';
import { SYMBOLS, type Verdict } from '../verdict.ts';
import { type ComparisonRow, FIGURES, rowsOf } from './rows.ts';

/** The comparison as text: figures, verdicts, what to ask before one believes them, and as the last line what to choose. */
export function renderComparison(record: ComparisonRecord, options: { colour: boolean; width: number }): string {
  const paint: Look['paint'] = (style, text) =>
    options.colour ? styleText(style, text, { validateStream: false }) : text;
  const look = { paint, width: options.width };
  const rows = rowsOf(record);
  const blocks = [
    paint('bold', wrap(plain(headingOf(record)), look.width).join('\n')),
    figuresTable(rows, look),
    verdictsTable(rows, record.reference, look),
    microText(record, look),
    record.ladder.map(({ status, name, summary }) => finding(status, `${name}: ${summary}`, look)).join('\n'),
    recommendationText(record, look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function microText({ micro }: ComparisonRecord, look: Look): string {
  if (micro.measured.length + micro.missing.length === 0) return '';
  const caution = wrap(`The cost of one request. ${MICRO_CAUTION}`, look.width).map((line) => look.paint('dim', line));
  return [...caution, '', ...renderMicro(micro, look)].join('\n');
}

/** What is to be known first, so that the answer stands last: nearest to where the reader looks. */
function recommendationText({ recommendation }: ComparisonRecord, { paint, width }: Look): string {
  const { answer, rest } = recommendation;
  const lines = rest === '' ? [] : wrap(plain(rest), width);
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    ...wrap(plain(answer), width).map((line) => paint('bold', line)),
  ].join('\n');
}

/** 'diagnose-loki: 12 rounds, 2,300 requests in each window, 200 at a time'. */
export function headingOf({ scenario, rounds, load }: ComparisonRecord): string {
  const work = load.requests === null ? [] : [`${formatCount(load.requests, 'request')} in each window`];
  return `${scenario}: ${[formatCount(rounds.length, 'round'), ...work, loadWords(load).replace(/ requests?\b/, '')].join(', ')}`;
}

function figuresTable(rows: ComparisonRow[], look: Look): string {
  const dim = (text: string) => look.paint('dim', text);
  const table = newTable();
  table.push([dim('configuration'), ...FIGURES.map(({ heading }) => right(dim(heading)))]);
  for (const { configuration, isReference, figures } of rows) {
    table.push([plain(configuration) + (isReference ? dim(' (reference)') : ''), ...figures.map(right)]);
  }
  return textOf(table);
}

function verdictsTable(rows: ComparisonRow[], reference: string, { paint }: Look): string {
  const dim = (text: string) => paint('dim', text);
  const table = newTable();
  table.push([dim(`beside ${plain(reference)}`), '', right(dim('change')), dim('verdict'), '']);
  for (const { configuration, verdicts } of rows) {
    verdicts.forEach(({ metric, change, status, word, more }, index) => {
      const name = index === 0 ? plain(configuration) : '';
      table.push([
        name,
        metric,
        right(change),
        paint(COLOURS[status], `${SYMBOLS[status]} ${word}`),
        dim(more.join(', ')),
      ]);
    });
  }
  return table.length > 1 ? textOf(table) : '';
}

function finding(status: Verdict, text: string, { paint, width }: Look): string {
  return wrap(`${SYMBOLS[status]} ${plain(text)}`, width)
    .map((line) => paint(COLOURS[status], line))
    .join('\n');
}

export function newTable(): Table.Table {
  const style = { 'padding-left': 0, 'padding-right': 0, head: [], border: [] };
  return new Table({ chars: NO_BORDERS, style });
}

export function right(content: string): { content: string; hAlign: 'right' } {
  return { content, hAlign: 'right' };
}

export function textOf(table: Table.Table): string {
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

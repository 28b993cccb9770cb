import { isCalled } from '../../core/drives.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { loadWords } from '../load-words.ts';
import { MICRO_CAUTION, renderMicro } from '../micro-table.ts';
import { alignColumns, right } from '../terminal/columns.ts';
import { COLOURS, type Look, lookOf, paintLines, type TerminalSize } from '../terminal/look.ts';
import { plain, wrap } from '../terminal/text.ts';
import { SYMBOLS, type Verdict } from '../verdict.ts';
import { type ComparisonRow, FIGURES, rowsOf } from './rows.ts';

/**
 * The comparison as text: figures, verdicts, what to ask before one believes them, and as the last line what to choose.
 */
export function renderComparison(record: ComparisonRecord, size: TerminalSize): string {
  const look = lookOf(size);
  const rows = rowsOf(record);
  const blocks = [
    paintLines(wrap(plain(headingOf(record)), look.width), 'bold', look),
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
  const caution = wrap(
    micro.measured.length === 0 ? 'The cost of one request.' : `The cost of one request. ${MICRO_CAUTION}`,
    look.width,
  );
  return [paintLines(caution, 'dim', look), '', ...renderMicro(micro, look)].join('\n');
}

/** What is to be known first, so that the answer stands last: nearest to where the reader looks. */
function recommendationText({ recommendation }: ComparisonRecord, look: Look): string {
  const { answer, rest } = recommendation;
  const lines = rest === '' ? [] : [...wrap(plain(rest), look.width), ''];
  return [...lines, paintLines(wrap(plain(answer), look.width), 'bold', look)].join('\n');
}

/** 'diagnose-loki: 12 rounds, 2,300 requests in each window, 200 at a time'; 'sink: 12 rounds, windows of 1 s'. */
export function headingOf(record: ComparisonRecord): string {
  return `${record.scenario}: ${[formatCount(record.rounds.length, 'round'), ...windowsText(record)].join(', ')}`;
}

function windowsText({ load, configurations }: ComparisonRecord): string[] {
  if (configurations.every(({ drive }) => !isCalled(drive))) {
    return load.durationMs === null ? [] : [`windows of ${formatDurationMs(load.durationMs)}`];
  }
  const work = load.requests === null ? [] : [`${formatCount(load.requests, 'request')} in each window`];
  return [...work, loadWords(load).replace(/ requests?\b/, '')];
}

function figuresTable(rows: ComparisonRow[], look: Look): string {
  const dim = (text: string) => look.paint('dim', text);
  return alignColumns([
    [dim('configuration'), ...FIGURES.map(({ heading }) => right(dim(heading)))],
    ...rows.map(({ configuration, isReference, figures }) => [
      plain(configuration) + (isReference ? dim(' (reference)') : ''),
      ...figures.map(right),
    ]),
  ]).join('\n');
}

function verdictsTable(rows: ComparisonRow[], reference: string, { paint }: Look): string {
  const dim = (text: string) => paint('dim', text);
  const head = [dim(`beside ${plain(reference)}`), '', right(dim('change')), dim('verdict')];
  const verdicts = rows.flatMap(({ configuration, verdicts }) =>
    verdicts.map(({ metric, change, status, word, more }, index) => [
      index === 0 ? plain(configuration) : '',
      metric,
      right(change),
      paint(COLOURS[status], `${SYMBOLS[status]} ${word}`),
      dim(more.join(', ')),
    ]),
  );
  return verdicts.length > 0 ? alignColumns([head, ...verdicts]).join('\n') : '';
}

function finding(status: Verdict, text: string, look: Look): string {
  return paintLines(wrap(`${SYMBOLS[status]} ${plain(text)}`, look.width), COLOURS[status], look);
}

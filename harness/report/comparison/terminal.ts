import { isCalled } from '../../core/drives.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import { loadWords } from '../load-words.ts';
import { MICRO_CAUTION, renderMicro } from '../micro-table.ts';
import { comparisonShardsText } from '../shards.ts';
import { detailLines } from '../terminal/details.ts';
import { COLOURS, type Look, lookOf, type TerminalSize } from '../terminal/look.ts';
import { left, right, table } from '../terminal/table.ts';
import { paragraph } from '../terminal/text.ts';
import { SYMBOLS, worstFirst } from '../verdict.ts';
import { type ComparisonRow, FIGURES, rowsOf } from './rows.ts';

/**
 * The comparison as text: figures, verdicts, what to ask before one believes them, and as the last line what to choose.
 */
export function renderComparison(record: ComparisonRecord, size: TerminalSize, { verbose = false } = {}): string {
  const look = lookOf(size);
  const rows = rowsOf(record);
  const blocks = [
    paragraph(headingOf(record), 'bold', look),
    figuresTable(rows, look),
    verdictsTable(rows, record.reference, look),
    microText(record, look),
    worstFirst(record.ladder)
      .flatMap(({ status, name, summary, details }) => [
        paragraph(`${SYMBOLS[status]} ${name}: ${summary}`, COLOURS[status], look),
        ...(verbose ? detailLines(details, look) : []),
      ])
      .join('\n'),
    comparisonShardsText(record).trimEnd(),
    recommendationText(record, look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function microText({ micro }: ComparisonRecord, look: Look): string {
  if (micro.measured.length + micro.missing.length === 0) return '';
  const caution =
    micro.measured.length === 0 ? 'The cost of one request.' : `The cost of one request. ${MICRO_CAUTION}`;
  return [paragraph(caution, 'dim', look), '', ...renderMicro(micro, look)].join('\n');
}

/** What is to be known first, so that the answer stands last: nearest to where the reader looks. */
function recommendationText({ recommendation }: ComparisonRecord, look: Look): string {
  const { answer, rest } = recommendation;
  const lines = rest === '' ? [] : [paragraph(rest, null, look), ''];
  return [...lines, paragraph(answer, 'bold', look)].join('\n');
}

/** 'diagnose-loki: 12 rounds, 2,300 requests in each window, 200 at a time'; 'sink: 12 rounds, windows of 1 s'. */
export function headingOf(record: ComparisonRecord): string {
  const { rounds, shards } = record;
  const on = shards ? ` on ${formatCount(shards.merged.length, 'shard')} together` : '';
  return `${record.scenario}: ${[formatCount(rounds.length, 'round') + on, ...windowsText(record)].join(', ')}`;
}

function windowsText({ load, configurations, shards }: ComparisonRecord): string[] {
  if (configurations.every(({ drive }) => !isCalled(drive))) {
    return load.durationMs === null ? [] : [`windows of ${formatDurationMs(load.durationMs)}`];
  }
  // Each shard sizes its windows for its own machine.
  const work = load.requests === null || shards ? [] : [`${formatCount(load.requests, 'request')} in each window`];
  return [...work, loadWords(load).replace(/ requests?\b/, '')];
}

function figuresTable(rows: ComparisonRow[], look: Look): string {
  const lines = table(
    [
      [left('configuration', 'dim'), ...FIGURES.map(({ heading }) => right(heading, 'dim')), left('')],
      ...rows.map(({ configuration, isReference, figures }) => [
        left(configuration),
        ...figures.map((figure) => right(figure)),
        left(isReference ? 'reference' : '', 'dim'),
      ]),
    ],
    look,
    { first: FIGURES.length + 1 },
  );
  return lines.join('\n');
}

function verdictsTable(rows: ComparisonRow[], reference: string, look: Look): string {
  const head = [left(`beside ${reference}`, 'dim'), left(''), right('change', 'dim'), left('verdict', 'dim')];
  const verdicts = rows.flatMap(({ configuration, verdicts }) =>
    verdicts.map(({ metric, change, status, word, more }, index) => [
      left(index === 0 ? configuration : ''),
      left(metric),
      right(change),
      left(`${SYMBOLS[status]} ${word}`, COLOURS[status]),
      left(more.join(', '), 'dim'),
    ]),
  );
  return verdicts.length > 0 ? table([head, ...verdicts], look).join('\n') : '';
}

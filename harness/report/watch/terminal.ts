import stringWidth from 'string-width';
import { formatDurationMs } from '../../core/units.ts';
import { silenceText } from '../../record/evidence/gauges.ts';
import type { Check } from '../../record/schema.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { GAP } from '../terminal/columns.ts';
import { detailLines } from '../terminal/details.ts';
import { COLOURS, type Look, lookOf, type TerminalSize } from '../terminal/look.ts';
import { left, right, table } from '../terminal/table.ts';
import { cutEnd, paragraph, plain } from '../terminal/text.ts';
import { SYMBOLS, worstFirst } from '../verdict.ts';
import { watchRows } from './figures.ts';
import { watchHeadline, whoText } from './headline.ts';
import { sparkLine } from './spark-line.ts';

/** A watch that has ended as text: figures, every check, and the verdict as the last line. */
export function renderWatch(record: WatchRecord, size: TerminalSize, { verbose = false } = {}): string {
  const look = lookOf(size);
  const blocks = [
    head(`${subjectText(record)}, ${formatDurationMs(record.durationMs)}`, look),
    figuresTable(record, look),
    worstFirst(record.checks)
      .flatMap((check) => [checkText(check, look), ...(verbose ? detailLines(check.details, look) : [])])
      .join('\n'),
    missingText(record.notMeasured, look),
    paragraph(`${SYMBOLS[record.status]} ${watchHeadline(record)}`, ['bold', COLOURS[record.status]], look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The same while it goes on: what holds is only named, so that it fits on a screen. */
export function renderLiveWatch(record: WatchRecord, size: TerminalSize): string {
  const look = lookOf(size);
  const { durationMs, asked, checks, gauges } = record;
  const of = asked.forMs === null ? '' : ` of ${formatDurationMs(asked.forMs)}`;
  // Somebody may have mistaken its address, and can mend that now.
  const mute = gauges.filter(({ answered }) => answered === 0).flatMap((gauge) => silenceText(gauge) ?? []);
  const holding = checks.filter(({ status }) => status === 'pass').map(({ name }) => name);
  const blocks = [
    head(`${subjectText(record)}, ${wholeSeconds(durationMs)}${of}. Ctrl-C ends it.`, look),
    figuresTable(record, look),
    [
      ...worstFirst(checks)
        .filter(({ status }) => status === 'fail' || status === 'inconclusive')
        .map((one) => checkText(one, look)),
      ...(holding.length > 0 ? [paragraph(`${SYMBOLS.pass} ${holding.join(', ')}`, COLOURS.pass, look)] : []),
    ].join('\n'),
    missingText(mute, look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** One line of it, for logs. */
export function watchLine(record: WatchRecord): string {
  const figures = watchRows(record).map(({ name, now }) => `${now} ${name}`);
  return `${wholeSeconds(record.durationMs)}: ${figures.join(', ')}`;
}

/** '✗ growth: …', as a line for logs. */
export function findingLine({ status, name, summary }: Check): string {
  return `${SYMBOLS[status]} ${name}: ${summary}`;
}

function subjectText(record: WatchRecord): string {
  return `${whoText(record)} to ${record.asked.to}`;
}

function head(text: string, look: Look): string {
  return paragraph(text, 'bold', look);
}

function checkText({ status, name, summary }: Check, look: Look): string {
  return paragraph(`${SYMBOLS[status]} ${name}: ${summary}`, COLOURS[status], look);
}

function missingText(notMeasured: readonly string[], look: Look): string {
  return notMeasured.map((text) => paragraph(`Not measured: ${text}`, 'dim', look)).join('\n');
}

/** The least is that of its heading. */
const SPARK_WIDTH = { most: 24, least: 9 };
/** A longer one is that of a gauge. */
const NAME_WIDTH = 24;

function figuresTable(record: WatchRecord, look: Look): string {
  const rows = watchRows(record);
  const lines = table(
    [
      [left(''), right('now', 'dim'), right('least', 'dim'), right('most', 'dim')],
      ...rows.map(({ name, now, least, most }) => [
        left(cutEnd(plain(name), NAME_WIDTH)),
        right(now),
        right(least, 'dim'),
        right(most, 'dim'),
      ]),
    ],
    look,
  );
  const room = Math.min(
    SPARK_WIDTH.most,
    look.width - Math.max(...lines.map((line) => stringWidth(line))) - GAP.length,
  );
  if (room < SPARK_WIDTH.least || lines.length > rows.length + 1) return lines.join('\n');
  const sparks = [look.paint('dim', 'over time'), ...rows.map(({ line }) => sparkLine(line, record.durationMs, room))];
  return lines.map((line, row) => `${line}${GAP}${sparks[row]}`.trimEnd()).join('\n');
}

/** '0 s', '12 s', '3 min 10 s'. */
function wholeSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : formatDurationMs(seconds * 1_000);
}

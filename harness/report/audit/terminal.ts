import stringWidth from 'string-width';
import type { AuditedTransport, AuditRecord, Finding, Severity } from '../../record/audit.ts';
import { alignColumns, right } from '../terminal/columns.ts';
import { COLOURS, type Look, lookOf, paintLines, type TerminalSize } from '../terminal/look.ts';
import { plain, wrap } from '../terminal/text.ts';
import { SYMBOLS } from '../verdict.ts';
import { cellsOf } from './cells.ts';
import { auditHeadline } from './headline.ts';

/** An audit as text: all pools side by side, the findings as a linter writes them, and the verdict as the last line. */
export function renderAudit(record: AuditRecord, size: TerminalSize): string {
  const look = lookOf(size);
  const verdict = wrap(`${SYMBOLS[record.status]} ${plain(auditHeadline(record))}`, look.width);
  const blocks = [
    table(record, look).join('\n'),
    ...record.findings.map((finding) => findingText(finding, look)),
    unknownText(record, look),
    skippedText(record, look),
    paintLines(verdict, ['bold', COLOURS[record.status]], look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** What a narrow terminal leaves out, in this order. */
const LEAVE_OUT = ['time-outs', 'HTTP/2', 'idle time', 'idle', 'keep-alive'];

function table(record: AuditRecord, look: Look): string[] {
  if (record.transports.length === 0) return [];
  for (let leftOut = 0; ; leftOut += 1) {
    const hidden = LEAVE_OUT.slice(0, leftOut);
    const lines = tableLines(record.transports, hidden, look);
    const fits = lines.every((line) => stringWidth(line) <= look.width);
    if (!fits && leftOut < LEAVE_OUT.length) continue;
    return hidden.length === 0 ? lines : [...lines, look.paint('dim', `too narrow to show: ${hidden.join(', ')}`)];
  }
}

function tableLines(
  transports: readonly AuditedTransport[],
  hidden: readonly string[],
  { paint, width }: Look,
): string[] {
  const shown = (transport: AuditedTransport) => cellsOf(transport).filter(({ heading }) => !hidden.includes(heading));
  const [first] = transports as [AuditedTransport];
  const dim = (text: string) => paint('dim', text);
  const headings = shown(first).map(({ heading, isFigure }) => (isFigure ? right(dim(heading)) : dim(heading)));
  const rows = transports.map((transport) => [
    paint(COLOURS[transport.status], SYMBOLS[transport.status]),
    ...shown(transport).map(({ heading, text, isFigure }) => {
      const fitting = heading === 'where' ? shortPlace(plain(text), Math.max(20, Math.floor(width / 3))) : plain(text);
      return isFigure ? right(fitting) : fitting;
    }),
  ]);
  return alignColumns([['', ...headings], ...rows]);
}

/** The end of a long path tells more than its beginning. */
function shortPlace(place: string, width: number): string {
  return place.length <= width ? place : `…${place.slice(1 - width)}`;
}

export const SEVERITY_COLOURS = { error: 'red', warning: 'yellow', note: 'dim' } as const satisfies Record<
  Severity,
  string
>;

/** 'file:line:column', the line with a mark, what is wrong and how to mend it. */
function findingText({ at, severity, rule, excerpt, message, advice }: Finding, look: Look): string {
  const { paint, width } = look;
  const head = `${paint('bold', plain(`${at.file}:${at.line}:${at.column}`))}  ${paint(SEVERITY_COLOURS[severity], severity)}  ${paint('dim', rule)}`;
  const body = [message, advice].flatMap((text) => wrap(plain(text), width - 2)).map((line) => `  ${line}`);
  return [head, ...excerptLines(excerpt, at.line, look), ...body].join('\n');
}

function excerptLines(excerpt: Finding['excerpt'], line: number, { paint, width }: Look): string[] {
  if (!excerpt) return [];
  const gutter = `${line} | `;
  const room = Math.max(20, width - gutter.length - 2);
  const indent = excerpt.text.length - excerpt.text.trimStart().length;
  // Cut so that the mark is in sight.
  const from = Math.max(indent, Math.min(excerpt.markFrom - 4, excerpt.text.length - room));
  const text = excerpt.text.slice(from, from + room).replaceAll(/[\t\p{Cc}]/gu, ' ');
  const mark = Math.max(0, excerpt.markFrom - from);
  const length = Math.max(1, Math.min(excerpt.markLength, text.length - mark));
  return [
    `  ${paint('dim', gutter)}${text}`,
    `  ${paint('dim', `${' '.repeat(gutter.length - 2)}| `)}${' '.repeat(mark)}${paint('red', '^'.repeat(length))}`,
  ];
}

const MOST_LINES = 20;

function unknownText({ unknown }: AuditRecord, look: Look): string {
  if (unknown.length === 0) return '';
  const lines = unknown
    .slice(0, MOST_LINES)
    .flatMap((text) => wrap(`${SYMBOLS.inconclusive} ${plain(text)}`, look.width));
  return paintLines([...lines, ...more(unknown.length)], 'yellow', look);
}

function skippedText({ skipped }: AuditRecord, look: Look): string {
  if (skipped.length === 0) return '';
  const lines = skipped
    .slice(0, MOST_LINES)
    .flatMap(({ file, reason }) => wrap(plain(`not read: ${file}: ${reason}`), look.width));
  return paintLines([...lines, ...more(skipped.length)], 'dim', look);
}

function more(count: number): string[] {
  return count > MOST_LINES ? [`and ${count - MOST_LINES} more`] : [];
}

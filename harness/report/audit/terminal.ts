import type { AuditRecord, Finding, Severity } from '../../record/audit.ts';
import { COLOURS, type Look, lookOf, paintLines, type TerminalSize } from '../terminal/look.ts';
import { left, right, table } from '../terminal/table.ts';
import { paragraph, plain, wrap } from '../terminal/text.ts';
import { SYMBOLS } from '../verdict.ts';
import { cellsOf } from './cells.ts';
import { auditHeadline } from './headline.ts';

/** An audit as text: all pools side by side, the findings as a linter writes them, and the verdict as the last line. */
export function renderAudit(record: AuditRecord, size: TerminalSize): string {
  const look = lookOf(size);
  const blocks = [
    poolsTable(record, look).join('\n'),
    ...bySeverity(record.findings).map((finding) => findingText(finding, look)),
    unknownText(record, look),
    skippedText(record, look),
    paragraph(`${SYMBOLS[record.status]} ${auditHeadline(record)}`, ['bold', COLOURS[record.status]], look),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** What fails comes first, else in the order of files and lines. */
function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = Object.keys(SEVERITY_COLOURS);
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function poolsTable({ transports }: AuditRecord, look: Look): string[] {
  const [first] = transports;
  if (!first) return [];
  const headings = cellsOf(first).map(({ heading, isFigure }) => (isFigure ? right : left)(heading, 'dim'));
  const rows = transports.map((transport) => [
    left(SYMBOLS[transport.status], COLOURS[transport.status]),
    ...cellsOf(transport).map(({ heading, text, isFigure }) => {
      const isPlace = heading === 'where' && Number.isFinite(look.tableWidth);
      const fitting = isPlace ? shortPlace(plain(text), Math.max(20, Math.floor(look.width / 3))) : text;
      return (isFigure ? right : left)(fitting);
    }),
  ]);
  return table([[left(''), ...headings], ...rows], look, { names: null });
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
  const { width } = look;
  const place = left(`${at.file}:${at.line}:${at.column}`, 'bold');
  const head = table([[place, left(severity, SEVERITY_COLOURS[severity]), left(rule, 'dim')]], look, { names: null });
  const body = [message, advice].flatMap((text) => wrap(text, width - 2)).map((line) => `  ${line}`);
  return [...head, ...excerptLines(excerpt, at.line, look), ...body].join('\n');
}

function excerptLines(excerpt: Finding['excerpt'], line: number, { paint, width }: Look): string[] {
  if (!excerpt) return [];
  const gutter = `${line} | `;
  const room = Math.max(20, width - gutter.length - 2);
  const indent = excerpt.text.length - excerpt.text.trimStart().length;
  // Cut so that the mark is in sight.
  const from = Math.max(indent, Math.min(excerpt.markFrom - 4, excerpt.text.length - room));
  const text = excerpt.text.slice(from, from + room).replaceAll(/[\s\p{Cc}\p{Bidi_Control}]/gu, ' ');
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
  const lines = unknown.slice(0, MOST_LINES).flatMap((text) => wrap(`${SYMBOLS.inconclusive} ${text}`, look.width));
  return paintLines([...lines, ...more(unknown.length)], 'yellow', look);
}

function skippedText({ skipped }: AuditRecord, look: Look): string {
  if (skipped.length === 0) return '';
  const lines = skipped
    .slice(0, MOST_LINES)
    .flatMap(({ file, reason }) => wrap(`not read: ${file}: ${reason}`, look.width));
  return paintLines([...lines, ...more(skipped.length)], 'dim', look);
}

function more(count: number): string[] {
  return count > MOST_LINES ? [`and ${count - MOST_LINES} more`] : [];
}

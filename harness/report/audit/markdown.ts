import type { AuditRecord } from '../../record/audit.ts';
import { asText } from '../markdown/text.ts';
import { SYMBOLS } from '../verdict.ts';
import { cellsOf } from './cells.ts';
import { auditHeadline } from './headline.ts';

/** The audit for the page of a CI job or of a pull request. */
export function auditMarkdown(record: AuditRecord): string {
  const findings = record.findings.map(
    ({ at, severity, rule, message, advice }) =>
      `- **${severity}** \`${rule}\` ${asText(`${at.file}:${at.line}`)}: ${asText(message)} ${asText(advice)}`,
  );
  return [
    `## ${SYMBOLS[record.status]} ${asText(auditHeadline(record))}`,
    tableOf(record).join('\n'),
    findings.join('\n'),
    record.unknown.map((text) => `- ${SYMBOLS.inconclusive} ${asText(text)}`).join('\n'),
    record.skipped.map(({ file, reason }) => `- not read: ${asText(file)}: ${asText(reason)}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function tableOf({ transports }: AuditRecord): string[] {
  const [first] = transports;
  if (!first) return [];
  const headings = cellsOf(first).map(({ heading }) => heading);
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row([...headings, 'status']),
    row([...headings, 'status'].map(() => '---')),
    ...transports.map((one) => row([...cellsOf(one).map(({ text }) => asText(text)), SYMBOLS[one.status]])),
  ];
}

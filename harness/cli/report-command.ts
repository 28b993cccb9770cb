import path from 'node:path';
import { Command } from 'commander';
import { judgeCase, judgeRun } from '../checks/judge.ts';
import { readRecord } from '../record/read.ts';
import type { RunRecord } from '../record/schema.ts';
import { writeWhole } from '../record/write.ts';
import { renderHtml } from '../report/html/render.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { terminalSize } from './terminal-size.ts';

export function reportCommand(): Command {
  return new Command('report')
    .description("draw the reports again from records, judged by today's rules; several records stand on one page")
    .argument('<file...>', 'record.json of a run')
    .option('--out <file>', 'the page (default: report.html beside the first record)')
    .option('--verbose', 'stacks of errors')
    .action(drawReports);
}

async function drawReports(files: string[], options: { out?: string }): Promise<void> {
  const records = await Promise.all(files.map((file) => readRecord(file)));
  const record = judgedAgain(sideBySide(records));
  process.stdout.write(renderTerminal(record, terminalSize()));
  const page = options.out ?? path.join(path.dirname(files[0] as string), 'report.html');
  await writeWhole(page, renderHtml(record));
  process.stdout.write(`\nPage: ${page}\n`);
}

function judgedAgain(record: RunRecord): RunRecord {
  const cases = record.cases.map((one) => judgeCase(one));
  return { ...record, cases, status: record.status === 'interrupted' ? 'interrupted' : judgeRun(cases) };
}

/** Several runs on one page: the cases of each, their scenario named with the run that it is from. */
function sideBySide(records: RunRecord[]): RunRecord {
  const [first, ...others] = records as [RunRecord, ...RunRecord[]];
  if (others.length === 0) return first;
  return {
    ...first,
    id: records.map(({ id }) => id).join(' + '),
    status: records.some(({ status }) => status === 'interrupted') ? 'interrupted' : first.status,
    cases: records.flatMap(({ id, cases }) => cases.map((one) => ({ ...one, scenario: `${one.scenario} (${id})` }))),
  };
}

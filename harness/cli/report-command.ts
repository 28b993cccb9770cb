import path from 'node:path';
import { Command } from 'commander';
import { judgeAgain, sideBySide } from '../app/run/judge-again.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { readRecord } from '../record/read.ts';
import { writeWhole } from '../record/write.ts';
import { RUN_REPORTS } from '../report/reports.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { askedText, offerReports } from './report-option.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  out?: string;
  report?: AskedReport[];
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description("draw the reports again from records, judged by today's rules; several records stand on one page")
    .argument('<file...>', 'record.json of a run')
    .option('--out <file>', 'the page (default: report.html beside the first record)')
    .option('--verbose', 'stacks of errors')
    .action(drawReports);
  return offerReports(command, RUN_REPORTS);
}

async function drawReports(files: string[], { out, report = [] }: Options): Promise<void> {
  const records = await Promise.all(files.map((file) => readRecord(file)));
  const record = judgeAgain(sideBySide(records));
  const folder = path.dirname(files[0] as string);
  const page = out ?? path.join(folder, RUN_REPORTS.html.file);
  await writeWhole(page, RUN_REPORTS.html.render(record));
  const asked = await writeAsked(report, { reports: RUN_REPORTS, subject: record, folder, sources: files });
  process.stdout.write(`${renderTerminal(record, terminalSize())}\nPage: ${page}\n${askedText(asked)}`);
}

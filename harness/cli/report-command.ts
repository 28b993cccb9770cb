import path from 'node:path';
import { Command } from 'commander';
import { judgeAgain, sideBySide } from '../app/run/judge-again.ts';
import { readRecord } from '../record/read.ts';
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
  const record = judgeAgain(sideBySide(records));
  process.stdout.write(renderTerminal(record, terminalSize()));
  const page = options.out ?? path.join(path.dirname(files[0] as string), 'report.html');
  await writeWhole(page, renderHtml(record));
  process.stdout.write(`\nPage: ${page}\n`);
}

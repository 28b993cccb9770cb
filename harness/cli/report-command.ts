import path from 'node:path';
import { Command } from 'commander';
import { judgeAgain, sideBySide } from '../app/run/judge-again.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { readRecord, readRunOrWatch } from '../record/read.ts';
import type { RunRecord } from '../record/schema.ts';
import { WATCH_SCHEMA_NAME } from '../record/watch.ts';
import { writeWhole } from '../record/write.ts';
import { type Report, type Reports, RUN_REPORTS, WATCH_REPORTS } from '../report/reports.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { renderWatch } from '../report/watch/terminal.ts';
import { askedText, offerReports } from './report-option.ts';
import { print } from './say.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  out?: string;
  report?: AskedReport[];
  verbose?: boolean;
}

export function reportCommand(): Command {
  const command = new Command('report')
    .description("draw the reports again from records, judged by today's rules; several runs stand on one page")
    .argument('<file...>', 'record.json of a run, or of one watch')
    .option('--out <file>', 'the page (default: report.html beside the first record)')
    .option('--verbose', 'what verdicts rest on, stacks of errors')
    .action(drawReports);
  // It has its record already.
  return offerReports(command, RUN_REPORTS, { always: ['html'] });
}

async function drawReports(files: string[], options: Options): Promise<void> {
  const [first, ...others] = files as [string, ...string[]];
  const saved = await readRunOrWatch(first);
  if (saved.schema !== WATCH_SCHEMA_NAME) {
    const records = [saved, ...(await Promise.all(others.map((file) => readRecord(file))))];
    const record = judgeAgain(sideBySide(records));
    return draw(files, options, {
      reports: RUN_REPORTS,
      subject: record,
      status: record.status,
      text: renderTerminal(record, terminalSize(), options),
    });
  }
  if (others.length > 0) throw alone(first);
  const record = judgeWatch(saved);
  const text = renderWatch(record, terminalSize(), options);
  return draw(files, options, { reports: WATCH_REPORTS, subject: record, status: record.status, text });
}

interface Drawn<Subject> {
  reports: Reports<Subject> & { html: Report<Subject> };
  subject: Subject;
  status: RunRecord['status'];
  text: string;
}

async function draw<Subject>(
  files: string[],
  { out, report = [] }: Options,
  { reports, subject, status, text }: Drawn<Subject>,
): Promise<void> {
  const folder = path.dirname(files[0] as string);
  const page = out ?? path.join(folder, reports.html.file);
  await writeWhole(page, reports.html.render(subject), '--out FILE');
  const asked = await writeAsked(report, { reports, subject, folder, sources: files });
  print(`${text}\nPage: ${page}\n${askedText(asked)}`);
  process.exitCode = EXIT[status];
}

function alone(file: string): PoolproofError {
  return new PoolproofError('MISUSED', `${file} is the record of a watch, which has a page of its own.`, {
    exitCode: EXIT.usage,
    hint: 'Draw it alone; only runs stand side by side.',
  });
}

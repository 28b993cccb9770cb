import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AskedReport } from '../app/write-reports.ts';
import { compareDays } from '../compare/days.ts';
import { judgeComparison } from '../compare/judge-comparison.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { COMPARISON_SCHEMA_NAME } from '../record/comparison.ts';
import { readSaved } from '../record/read.ts';
import { writeWhole } from '../record/write.ts';
import { renderDays } from '../report/comparison/terminal-days.ts';
import { COMPARISON_REPORTS } from '../report/reports.ts';
import { printComparison } from './print-comparison.ts';
import { print, printJson } from './say.ts';
import { terminalSize } from './terminal-size.ts';

/**
 * What a name on the command line is: a record where the file names a schema of ours (a scenario may be JSON, too),
 * 'unreadable' where it cannot be read or is no JSON.
 */
export async function kindOf(file: string): Promise<'record' | 'unreadable' | 'scenario'> {
  if (!file.endsWith('.json')) return 'scenario';
  try {
    const { schema } = JSON.parse(await readFile(file, 'utf8')) as { schema?: unknown };
    return typeof schema === 'string' ? 'record' : 'scenario';
  } catch {
    // The reader of the record says what is wrong with it.
    return 'unreadable';
  }
}

interface SavedOptions {
  report?: AskedReport[];
  json?: boolean;
  out?: string;
  verbose?: boolean;
}

/** One record is judged again by today's rules; two are compared as what they are, records of different days. */
export async function compareSaved(files: string[], options: SavedOptions): Promise<void> {
  const [first, second, ...others] = files;
  if (first === undefined || others.length > 0) {
    throw new PoolproofError('MISUSED', `One or two records can be compared, not ${files.length}.`, {
      exitCode: EXIT.usage,
    });
  }
  return second === undefined ? judgeAgain(first, options) : compareTwo([first, second], options);
}

async function judgeAgain(file: string, options: SavedOptions): Promise<void> {
  const saved = await readSaved(file);
  if (saved.schema !== COMPARISON_SCHEMA_NAME) {
    throw unusable(`${file} is the record of a run: name a second one to compare it with.`);
  }
  const record = judgeComparison(saved);
  const page = pageOf(file, options.out);
  await writeWhole(page, COMPARISON_REPORTS.html.render(record), '--out DIR');
  await printComparison(record, { folder: path.dirname(page), page, sources: [file] }, options);
}

/** In a run's own folder its page is drawn again; beside anybody else's file the page is named after that. */
function pageOf(file: string, out: string | undefined): string {
  if (out !== undefined) return path.join(out, 'report.html');
  const { dir, base, name } = path.parse(file);
  return path.join(dir, base === 'record.json' ? 'report.html' : `${name}.report.html`);
}

async function compareTwo(files: [string, string], { json, report }: SavedOptions): Promise<void> {
  if (report !== undefined) {
    throw new PoolproofError('MISUSED', 'Two records have no report of their own.', {
      exitCode: EXIT.usage,
      hint: 'What stdout shows of them can go to a file, with --json or without.',
    });
  }
  const [before, after] = [await readSaved(files[0]), await readSaved(files[1])];
  if (before.schema !== after.schema) {
    throw unusable(`${files[0]} is ${before.schema} and ${files[1]} is ${after.schema}: their windows are not alike.`);
  }
  const days = compareDays(before, after);
  if (days.configurations.length === 0) throw unusable(`${files.join(' and ')} have no configuration in common.`);
  if (json) printJson(`${JSON.stringify(days)}\n`);
  else print(renderDays(days, terminalSize()));
}

function unusable(message: string): PoolproofError {
  return new PoolproofError('NOT_COMPARABLE', message, {
    exitCode: EXIT.input,
    hint: 'Two records of runs, or two of comparisons, with a scenario and a configuration in common can be compared.',
  });
}

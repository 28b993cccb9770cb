import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { EXIT } from '../core/errors.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import { renderComparison } from '../report/comparison/terminal.ts';
import { COMPARISON_REPORTS } from '../report/reports.ts';
import { askedText } from './report-option.ts';
import { print, printJson } from './say.ts';
import { terminalSize } from './terminal-size.ts';

interface Written {
  folder: string;
  /** Undefined where it was there before. */
  record?: string | undefined;
  page: string | undefined;
  /** What was read and is not written over. */
  sources?: readonly string[];
}

interface Options {
  report?: AskedReport[];
  json?: boolean;
  verbose?: boolean;
}

/** Writes what else was asked for, puts the record or its table on stdout, and sets the exit code that goes with it. */
export async function printComparison(
  record: ComparisonRecord,
  { folder, record: file, page, sources = [] }: Written,
  { report = [], json = false, verbose = false }: Options,
): Promise<void> {
  const asked = await writeAsked(report, { reports: COMPARISON_REPORTS, subject: record, folder, sources });
  if (json) {
    printJson(COMPARISON_REPORTS.json.render(record));
  } else {
    const where = file === undefined ? '' : `Record: ${file}\n`;
    print(`${renderComparison(record, terminalSize(), { verbose })}\n${where}Page:   ${page}\n${askedText(asked)}`);
  }
  process.exitCode = exitCodeOf(record);
}

function exitCodeOf({ status }: ComparisonRecord): number {
  if (status === 'interrupted') return EXIT.interrupted;
  return status === 'untrusted' || status === 'incomplete' ? EXIT.inconclusive : EXIT.pass;
}

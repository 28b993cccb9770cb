import { EXIT } from '../core/errors.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import { recordText } from '../record/write.ts';
import { renderComparison } from '../report/comparison/terminal.ts';
import { terminalSize } from './terminal-size.ts';

/** The record or its table on stdout, and the exit code that goes with it. */
export function printComparison(
  record: ComparisonRecord,
  files: { record?: string; page: string },
  { json = false }: { json?: boolean | undefined },
): void {
  if (json) {
    process.stdout.write(recordText(record));
  } else {
    const where = files.record ? `Record: ${files.record}\n` : '';
    process.stdout.write(`${renderComparison(record, terminalSize())}\n${where}Page:   ${files.page}\n`);
  }
  process.exitCode = exitCodeOf(record);
}

function exitCodeOf({ status }: ComparisonRecord): number {
  if (status === 'interrupted') return EXIT.interrupted;
  return status === 'untrusted' ? EXIT.inconclusive : EXIT.pass;
}

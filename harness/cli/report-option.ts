import { type Command, InvalidArgumentError } from 'commander';
import type { AskedReport } from '../app/write-reports.ts';
import { nearestName } from '../core/nearest.ts';
import type { Reports } from '../report/reports.ts';
import { alignColumns } from '../report/terminal/columns.ts';

/**
 * Gives a command the option that asks for reports, and lists below its help which there are, and which of them it
 * always writes.
 */
export function offerReports(
  command: Command,
  reports: Reports<never>,
  { always = Object.keys(reports).filter((name) => reports[name]?.kept) } = {},
): Command {
  const parse = (text: string, before: AskedReport[] = []) => [...before, askedReport(text, Object.keys(reports))];
  const rows = Object.entries(reports).map(([name, { help, file }]) => [
    `  ${name}`,
    `${help} (${file}${always.includes(name) ? ', always' : ''})`,
  ]);
  return command
    .option('--report <kind[=file]>', 'write this report, too (repeatable); the kinds stand below', parse)
    .addHelpText('after', `\nReports:\n${alignColumns(rows).join('\n')}`);
}

function askedReport(text: string, known: string[]): AskedReport {
  const [name = '', ...rest] = text.split('=');
  if (!known.includes(name)) {
    const nearest = nearestName(name, known);
    throw new InvalidArgumentError(
      nearest ? `Did you mean '${nearest}'?` : `There is no such report; known are ${known.join(', ')}.`,
    );
  }
  const file = rest.length > 0 ? rest.join('=') : undefined;
  if (file === '') throw new InvalidArgumentError(`No file is named after '${name}='.`);
  return { name, file };
}

/** Where the reports went that were asked for, a line each. */
export function askedText(files: readonly string[]): string {
  return files.map((file) => `Report: ${file}\n`).join('');
}

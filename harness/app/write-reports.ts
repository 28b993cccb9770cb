import path from 'node:path';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { writeWhole } from '../record/write.ts';
import type { Report, Reports } from '../report/reports.ts';

/** A report that was asked for by its name; without a file of its own it goes into the folder of the run. */
export interface AskedReport {
  name: string;
  file: string | undefined;
}

interface Written<Subject> {
  reports: Reports<Subject>;
  subject: Subject;
  /** Of the run. */
  folder: string;
  /** What was read and is not written over. */
  sources?: readonly string[];
}

/** Writes what was asked for; says where it went. */
export async function writeAsked<Subject>(
  asked: readonly AskedReport[],
  { reports, subject, folder, sources = [] }: Written<Subject>,
): Promise<string[]> {
  const written: string[] = [];
  for (const { name, file } of asked) {
    const report = reports[name];
    if (!report) throw unknown(name, Object.keys(reports));
    const target = file ?? path.join(folder, report.file);
    if (sources.some((source) => path.resolve(source) === path.resolve(target))) throw overwrites(name, target);
    await writeWhole(target, report.render(subject), `--report ${name}=FILE`);
    written.push(target);
  }
  return written;
}

/** Writes what every run leaves behind, by `write`, which says where; the files by the name of the report. */
export async function writeKept<Subject>(
  reports: Reports<Subject>,
  write: (report: Report<Subject>) => Promise<string>,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, report] of Object.entries(reports)) {
    if (report.kept) files[name] = await write(report);
  }
  return files;
}

function unknown(name: string, known: string[]): PoolproofError {
  return new PoolproofError('MISUSED', `There is no report '${name}' of this kind of record.`, {
    exitCode: EXIT.usage,
    hint: `Known are ${known.join(', ')}.`,
  });
}

function overwrites(name: string, target: string): PoolproofError {
  return new PoolproofError('MISUSED', `The report '${name}' would be written over ${target}, which was read.`, {
    exitCode: EXIT.usage,
    hint: `Name another file: --report ${name}=FILE.`,
  });
}

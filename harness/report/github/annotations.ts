import path from 'node:path';
import type { Check, RunRecord } from '../../record/schema.ts';
import type { Trend } from '../../record/trend.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { plain } from '../terminal/text.ts';
import { needsOf } from '../trend/needs.ts';
import type { Verdict } from '../verdict.ts';
import { whoText } from '../watch/headline.ts';

interface Annotation {
  level: 'error' | 'warning';
  title: string;
  text: string;
  file: string | null;
}

/** GitHub shows this many of a level for a step, and drops the others without a word. */
const MOST = 10;

const LEVELS: Partial<Record<Verdict, Annotation['level']>> = { fail: 'error', inconclusive: 'warning' };

/**
 * A workflow command for each check that failed or is undecided, of what decides the run, on the file of its scenario.
 * `folder` is where the command ran, relative to the repository.
 */
export function runAnnotations({ cases }: RunRecord, folder: string): string {
  const deciding = cases.filter(({ contrast }) => !contrast);
  const annotations = deciding.flatMap(({ scenario, configuration, checks, file }) => {
    const where = file && inRepository(path.posix.join(folder, file));
    return checks.flatMap((check) => annotationOf(check, `${scenario} / ${configuration}`, where));
  });
  return commands(annotations);
}

/** Null: it lies elsewhere, where GitHub shows no file. */
function inRepository(file: string): string | null {
  return file.startsWith('../') ? null : file;
}

/** The same of a watch, which has no file. */
export function watchAnnotations(record: WatchRecord): string {
  const subject = `${whoText(record)} to ${record.asked.to}`;
  return commands(record.checks.flatMap((check) => annotationOf(check, subject, null)));
}

/** The same of a night: what fails its job, and what needs a person. */
export function nightAnnotations(trend: Trend): string {
  return commands(
    needsOf(trend).flatMap(({ verdict, label, text }) => {
      const level = LEVELS[verdict];
      return level ? [{ level, title: label, text, file: null }] : [];
    }),
  );
}

function annotationOf({ name, status, summary }: Check, subject: string, file: string | null): Annotation[] {
  const level = LEVELS[status];
  return level ? [{ level, title: `${subject}: ${name}`, text: summary, file }] : [];
}

function commands(annotations: readonly Annotation[]): string {
  const levels = Map.groupBy(annotations, ({ level }) => level);
  return [...levels.values()].flatMap(mostOf).map(commandText).join('');
}

/** The last one that is shown says how many there are beside. */
function mostOf(annotations: readonly Annotation[]): Annotation[] {
  const [first] = annotations;
  if (!first || annotations.length <= MOST) return [...annotations];
  const shown = annotations.slice(0, MOST - 1);
  const more = annotations.length - shown.length;
  return [...shown, { ...first, title: `${more} more`, text: 'The summary of the job has them all.', file: null }];
}

function commandText({ level, title, text, file }: Annotation): string {
  const where = file === null ? '' : `,file=${escapeProperty(file)}`;
  return `::${level} title=${escapeProperty(title)}${where}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return plain(text).replaceAll('%', '%25');
}

/** Its value ends at a comma, and the command's properties at a colon. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

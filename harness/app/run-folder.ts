import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { doInFolder, removeEmpty } from '../core/make-folder.ts';
import { writeWhole } from '../record/write.ts';
import type { Report } from '../report/reports.ts';

/** In the system's temporary folder, one for each user: another user's is not ours to write in. */
export const FALLBACK = path.join(tmpdir(), `poolproof-results-${userInfo().uid}`);

/** Where one run's files go. Should its folder fail in mid-run, they go to the system's temporary folder instead. */
export interface RunFolder {
  id: string;
  /** Where its files go now. */
  path(): string;
  /** Writes a report of it, and says where. */
  write<Subject>(report: Report<Subject>, subject: Subject): Promise<string>;
  /** Writes what a case printed, under names that make a file's name. */
  writeLog(names: readonly string[], text: string): Promise<string>;
  /** Takes it away, with the folder that it is in where that was made for it: nothing in it is worth keeping. */
  discard(): Promise<void>;
}

/** Makes a new folder below `out`, named after the time and the run; throws when that cannot be written. */
export async function openRunFolder(
  out: string,
  label: string,
  { startedAt, say }: { startedAt: Date; say: (text: string) => void },
): Promise<RunFolder> {
  const { id, made } = claimFolder(out, newId(startedAt, label));
  let folder = path.join(out, id);

  const write = async (name: string, text: string) => {
    try {
      await writeWhole(path.join(folder, name), text, '--out DIR');
    } catch (error) {
      const fallback = path.join(FALLBACK, id);
      if (folder === fallback) throw error;
      say(`${messageOf(error)}\nWhat was measured goes to ${fallback} instead.`);
      folder = fallback;
      await writeWhole(path.join(folder, name), text, '--out DIR');
    }
    return path.join(folder, name);
  };
  return {
    id,
    path: () => folder,
    write: (report, subject) => write(report.file, report.render(subject)),
    writeLog: (names, text) => write(`${names.map(asFileName).join('-')}.log`, text),
    async discard() {
      await rm(folder, { recursive: true, force: true });
      removeEmpty(made);
    },
  };
}

/** What a run is called: when it began, to the second, and what it is about. */
export function newId(startedAt: Date, label: string): string {
  return `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}-${label}`;
}

/** A configuration may be called by a whole command. */
function asFileName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '_').slice(0, 80);
}

/** A folder that nobody else has: two runs of one second do not share one. */
function claimFolder(out: string, name: string): { id: string; made: string[] } {
  for (let attempt = 1; ; attempt += 1) {
    const id = attempt === 1 ? name : `${name}-${attempt}`;
    try {
      const { made } = doInFolder(out, () => mkdirSync(path.join(out, id)));
      return { id, made };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && attempt < 1_000) continue;
      throw new PoolproofError('CANNOT_WRITE', `No folder for results can be made in ${out}: ${messageOf(error)}`, {
        exitCode: EXIT.usage,
        hint: 'Name a folder that you may write with --out DIR.',
        cause: error,
      });
    }
  }
}

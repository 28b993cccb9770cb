import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, and returns those that it made, the outermost first. Node's own
 * `recursive` never ends where a file system that is there, such as /proc, answers ENOENT.
 */
export function makeFolder(folder: string): string[] {
  if (isFolder(folder)) return [];
  try {
    mkdirSync(folder);
    return [folder];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have made it meanwhile.
    if (code === 'EEXIST' && isFolder(folder)) return [];
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || isFolder(parent)) throw error;
    const above = makeFolder(parent);
    // Another process may have made it meanwhile, or have taken the one above away.
    return [...above, ...makeFolder(folder)];
  }
}

/** Another process that takes an empty folder away does so once. */
const MOST_ATTEMPTS = 20;

/**
 * Makes a folder and does something in it, again where another process, which had made that folder and has not used
 * it, takes it away in between. Returns the folders that it made, the outermost first, and what came of it.
 */
export function doInFolder<T>(folder: string, work: () => T): { made: string[]; result: T } {
  const made: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    made.push(...makeFolder(folder));
    try {
      return { made, result: work() };
    } catch (error) {
      if (!isFolder(folder) && attempt < MOST_ATTEMPTS) continue;
      removeEmpty(made);
      throw error;
    }
  }
}

/** Takes away those of the folders, made from the outermost on, in which there is nothing. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody has put something in there, or has taken it away.
      return;
    }
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

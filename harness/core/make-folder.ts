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
    mkdirSync(folder);
    return [...above, folder];
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

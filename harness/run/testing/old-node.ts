import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** A Node of the machine that cannot run TypeScript, beside the one that the lockfile pins. */
export function findOldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  const candidates = folders.map((folder) => path.join(folder, 'node')).filter((file) => existsSync(file));
  return candidates.find((file) => {
    const major = Number(execFileSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.')[0]);
    return major >= 18 && major < 22;
  });
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** A client that misbehaves and its healthy twin: a folder with case.json, bad.mjs and good.mjs. */
export interface Pair {
  name: string;
  folder: string;
  /** The first letter of the name where it stands for a class of faults. */
  className: string | undefined;
  /** The checks of which one must catch the bad client; undefined: any. */
  checks: readonly string[] | undefined;
}

/** Which checks answer the question of a class. */
const CHECKS_OF_CLASS: Record<string, readonly string[]> = {
  a: ['limit'],
  b: ['reuse'],
  c: ['growth', 'drain', 'close', 'exit', 'warnings'],
  d: ['errors'],
  e: ['stall'],
};

export async function findPairs(root: string): Promise<Pair[]> {
  const names = (await readdir(root)).filter((name) => existsSync(path.join(root, name, 'case.json'))).sort();
  return names.map((name) => {
    const className = /^([a-e])-/.exec(name)?.[1];
    return {
      name,
      folder: path.join(root, name),
      className,
      checks: className ? CHECKS_OF_CLASS[className] : undefined,
    };
  });
}

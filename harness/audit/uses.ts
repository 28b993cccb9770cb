import { realpathSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from './files/find-files.ts';
import { readSources } from './files/read-sources.ts';
import { javascript } from './javascript/read.ts';

/** A place where code makes a pool of a library, or sends a request through it. */
export interface Use {
  library: string;
  /** Relative to the folder that was read. */
  file: string;
  /** From 1. */
  line: number;
}

/** The uses of HTTP libraries in the JavaScript and TypeScript below a folder, but for its tests, in order of place. */
export async function usesBelow(folder: string): Promise<Use[]> {
  const root = realpathSync(folder);
  const found = findFiles([root], { extensions: javascript.extensions, include: [] });
  const code = found.filter(({ isTest }) => !isTest);
  const { transports, calls } = await javascript.read((await readSources(code, javascript.words)).files);
  const uses = [...transports, ...calls].map(({ library, at }) => {
    const use = { library, file: path.relative(root, path.resolve(at.file)), line: at.line };
    return [`${use.file}:${use.line} ${library}`, use] as const;
  });
  // A call of a library's own pool is a pool, and a call.
  return [...new Map(uses).values()].toSorted(byPlace);
}

function byPlace(a: Use, b: Use): number {
  if (a.file === b.file) return a.line - b.line;
  return a.file < b.file ? -1 : 1;
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { namesOf, type Project } from './find-project.ts';
import { isInstalled } from './is-installed.ts';
import { LIBRARIES, type Library } from './libraries.ts';

/** The library that a project sends its requests with, and where it does. */
export interface FoundClient {
  library: Library;
  /** Relative to the project; null: only its package.json names it. */
  at: { file: string; line: number } | null;
}

const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;
/** What was built or installed, or tells of no use. */
const PASSED_OVER = /^(node_modules|dist|build|out|coverage|vendor|results|\..*)$/;
/** A project has fewer; a folder of everything need not be read whole. */
const MOST_FILES = 5_000;

/** The library that most of the sources import, else one that package.json names; null: none that is known. */
export function findClient({ folder, manifest }: Project): FoundClient | null {
  // The scenario imports it from there.
  const usable = LIBRARIES.filter(({ name }) => isInstalled(name, folder));
  const uses = usesIn(folder, usable);
  const most = usable
    .map((library) => ({ library, places: uses.filter((use) => use.library === library) }))
    .toSorted((a, b) => b.places.length - a.places.length)[0];
  if (most?.places[0]) return { library: most.library, at: most.places[0].at };
  const named = namesOf(manifest);
  const library = usable.find(({ name }) => named.includes(name));
  return library ? { library, at: null } : null;
}

function usesIn(folder: string, libraries: readonly Library[]) {
  return sourcesBelow(folder).flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return libraries.flatMap((library) => {
      const index = text.search(new RegExp(String.raw`\b(?:from|import|require\()\s*\(?\s*['"]${library.name}['"]`));
      return index < 0 ? [] : [{ library, at: { file, line: text.slice(0, index).split('\n').length } }];
    });
  });
}

function sourcesBelow(root: string): string[] {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined && files.length < MOST_FILES; folder = folders.shift()) {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.test(entry.name)) folders.push(place);
      else if (entry.isFile() && SOURCE.test(entry.name)) files.push(place);
    }
  }
  return files;
}

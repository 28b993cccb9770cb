import { usesBelow } from '../../audit/uses.ts';
import { namesOf, type Project } from './find-project.ts';
import { isInstalled } from './is-installed.ts';
import { LIBRARIES, type Library } from './libraries.ts';

/** The library that a project sends its requests with, and where it does. */
export interface FoundClient {
  library: Library;
  /** Relative to the project; null: only its package.json names it. */
  at: { file: string; line: number } | null;
}

/** The library that the sources use most, by the audit, else one that package.json names; null: none that is known. */
export async function findClient({ folder, manifest }: Project): Promise<FoundClient | null> {
  // The scenario imports it from there.
  const usable = LIBRARIES.filter(({ name }) => isInstalled(name, folder));
  const uses = await usesBelow(folder);
  const most = usable
    .map((library) => ({ library, uses: uses.filter((use) => use.library === library.name) }))
    .toSorted((a, b) => b.uses.length - a.uses.length)[0];
  if (most?.uses[0]) return { library: most.library, at: most.uses[0] };
  const named = namesOf(manifest);
  const library = usable.find(({ name }) => named.includes(name));
  return library ? { library, at: null } : null;
}

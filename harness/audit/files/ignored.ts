import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders of code that others wrote, or that is no code. */
const NEVER_ENTERED = ['node_modules', 'vendor', '.git'];

/** Says which files and folders below a path are left out: by a `.gitignore`, or as somebody else's code. */
export type Ignored = (file: string, isFolder: boolean) => boolean;

/** `include`: what is read though it is ignored, as globs of `.gitignore`'s syntax, relative to `root`. */
export function ignoredBelow(root: string, include: readonly string[]): Ignored {
  const taken = ignore().add([...include]);
  const onTheWay = ignore().add(include.flatMap(foldersOf));
  const rules = new Map<string, Ignore | null>();
  const rulesIn = (folder: string) => {
    if (!rules.has(folder)) rules.set(folder, readRules(path.join(folder, '.gitignore')));
    return rules.get(folder) ?? null;
  };
  const above = foldersAbove(root);
  // A path that was asked for is read, even where the rules above it leave it out.
  const asked = above.some((folder) => matches(rulesIn(folder), folder, root, true));

  return (file, isFolder) => {
    const below = slashed(path.relative(root, file)) + (isFolder ? '/' : '');
    if (taken.ignores(below) || (isFolder && onTheWay.ignores(below))) return false;
    if (isFolder && NEVER_ENTERED.includes(path.basename(file))) return true;
    const folders = [...(asked ? [] : above), ...foldersBetween(root, file)];
    return folders.some((folder) => matches(rulesIn(folder), folder, file, isFolder));
  };
}

/** 'a/b/c.js' stands below '/a/' and '/a/b/'. */
function foldersOf(glob: string): string[] {
  const parts = glob.replace(/^\//, '').split('/').slice(0, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}/`);
}

function readRules(file: string): Ignore | null {
  try {
    return ignore().add(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function matches(rules: Ignore | null, folder: string, file: string, isFolder: boolean): boolean {
  const below = slashed(path.relative(folder, file));
  return below !== '' && rules !== null && rules.ignores(isFolder ? `${below}/` : below);
}

/** Those above a path up to the top of its repository; none where it is in no repository. */
function foldersAbove(root: string): string[] {
  const folders: string[] = [];
  if (existsSync(path.join(root, '.git'))) return folders;
  for (let folder = path.dirname(root); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (existsSync(path.join(folder, '.git'))) return folders;
    if (folder === path.dirname(folder)) return [];
  }
}

/** The folders from `root` down to the one that holds the file. */
function foldersBetween(root: string, file: string): string[] {
  const parts = path.relative(root, file).split(path.sep).slice(0, -1);
  return [root, ...parts.map((_, index) => path.join(root, ...parts.slice(0, index + 1)))];
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}

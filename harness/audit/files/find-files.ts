import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../../core/command-line.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { type Ignored, ignoredBelow } from './ignored.ts';

export interface FoundFile {
  /** Absolute. */
  file: string;
  /** Whether a path named it, and not only its folder. */
  isNamed: boolean;
  /** Whether it holds tests, by its name or that of a folder below the path that was asked for. */
  isTest: boolean;
}

interface Wanted {
  /** With their dot. */
  extensions: readonly string[];
  /** Globs of what is read though it is ignored. */
  include: readonly string[];
}

/**
 * The files below the paths that are worth a look, absolute, each once. No link to a folder is followed, so that no
 * circle of links is walked.
 */
export function findFiles(paths: readonly string[], { extensions, include }: Wanted): FoundFile[] {
  const files = new Map<string, FoundFile>();
  for (const given of paths) {
    const root = realPath(given);
    if (statSync(root).isFile()) {
      if (isSource(root, extensions))
        files.set(root, { file: root, isNamed: true, isTest: isTest(path.basename(root)) });
      continue;
    }
    walk(root, ignoredBelow(root, include), (file) => {
      if (!isSource(file, extensions) || files.has(file)) return;
      files.set(file, { file, isNamed: false, isTest: isTest(path.relative(root, file)) });
    });
  }
  return [...files.values()];
}

function realPath(given: string): string {
  try {
    return realpathSync(given);
  } catch {
    throw new PoolproofError('NO_SUCH_PATH', `There is no file or folder ${given}.`, {
      exitCode: EXIT.input,
      hint: `Name a source file, or a folder with source files: ${commandLine('audit', 'src')}`,
    });
  }
}

/** Folders of tests and of benchmarks: `test`, `e2e`, `system-test`, `integration-tests`, `testutil`, `benchmarks`. */
const FOLDER =
  /(?:^|[/\\])(?:(?:[\w.]+[-_])*tests?|testing|test(?:ing)?[-_]?(?:utils?|helpers?|support)|__tests__|__mocks__|__fixtures__|fixtures?|testdata|specs?|e2e|cypress|playwright|bench(?:es|marks?)?)[/\\]/;
const FILES = [
  /(?:^|[/\\])test\.[cm]?[jt]sx?$/,
  /[._-](?:test|spec|e2e|bench|cy)\.[cm]?[jt]sx?$/,
  /_test\.go$/,
  /(?:^|[/\\])(?:test|spec)[-_.]?(?:utils?|helpers?|set-?up|support)\.(?:go|[cm]?[jt]sx?)$/i,
];

function isTest(file: string): boolean {
  return FOLDER.test(file) || FILES.some((names) => names.test(file));
}

function isSource(file: string, extensions: readonly string[]): boolean {
  return extensions.includes(path.extname(file)) && !/\.d\.[cm]?ts$/.test(file);
}

function walk(root: string, ignored: Ignored, take: (file: string) => void): void {
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, isFile, isFolder } of entriesOf(folder)) {
      const file = path.join(folder, name);
      if ((!isFile && !isFolder) || ignored(file, isFolder)) continue;
      if (isFolder) folders.push(file);
      else take(file);
    }
  }
}

/** Of a folder that may not be read: none. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => ({
        name: entry.name,
        isFile: entry.isFile() || (entry.isSymbolicLink() && linksToFile(path.join(folder, entry.name))),
        isFolder: entry.isDirectory(),
      }));
  } catch {
    return [];
  }
}

function linksToFile(link: string): boolean {
  try {
    return lstatSync(link).isSymbolicLink() && statSync(link).isFile();
  } catch {
    return false;
  }
}

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { execute } from './execute.ts';
import { providePackages } from './provide-packages.ts';
import { THIS_NODE } from './subject-node.ts';

const PREFIX = 'poolproof-commit-';
/** Minutes are usual: a checkout that is older was left by a run that was killed. */
const STALE_MS = 6 * 60 * 60_000;

/** Another commit of a repository in a folder of its own, with the packages of that commit. */
export interface Checkout extends AsyncDisposable {
  folder: string;
  /** The worker that plays its clients: its own poolproof's where it has one, else ours. */
  subjectEntry: URL;
  /** The same file or folder of the repository, in this commit. */
  placeOf(file: string): Promise<string>;
  /** The files below these folders that differ from what they are here and now; tests do not count. */
  changed(folders: readonly string[]): Promise<string[]>;
}

/**
 * Checks `commit` of the repository out in which the folder `inside` lies; throws where it is not there or its packages
 * cannot be installed.
 */
export async function openCheckout(commit: string, inside: string): Promise<Checkout> {
  const root = await rootOf(inside);
  await sweepStale(root);
  const parent = await mkdtemp(path.join(tmpdir(), PREFIX));
  const folder = path.join(parent, commit);
  const close = async () => {
    await git(root, 'worktree', 'remove', '--force', folder).catch(() => {});
    await remove(parent, root);
  };
  try {
    await git(root, 'worktree', 'add', '--detach', folder, commit);
    await providePackages({ root, checkout: folder, from: path.relative(root, await realpath(inside)) });
  } catch (error) {
    await close();
    throw error;
  }
  const placeOf = async (file: string) => path.join(folder, path.relative(root, await realpath(file)));
  const changed = async (folders: readonly string[]) => {
    const listed = await git(root, 'diff', '--name-only', commit, '--', ...folders);
    return listed.split('\n').filter((file) => file !== '' && !/\.test\.|\/testing\//.test(file));
  };
  return {
    folder,
    subjectEntry: workerFor(folder, await placeOf(inside)),
    placeOf,
    changed,
    [Symbol.asyncDispose]: close,
  };
}

/** The last `count` commits of the main line of the repository in which the folder lies, oldest first. */
export async function latestCommits(count: number, inside: string): Promise<string[]> {
  const listed = await git(inside, 'log', '--first-parent', `--max-count=${count}`, '--format=%H');
  return listed.trim().split('\n').toReversed();
}

async function rootOf(inside: string): Promise<string> {
  // With its end of line alone taken away: a name may end in a space.
  return (await git(inside, 'rev-parse', '--show-toplevel')).replace(/\r?\n$/, '');
}

/** A checkout of poolproof has it in its sources, one of a project that uses it among its packages. */
function workerFor(checkout: string, inside: string): URL {
  const installed = findPackage('poolproof', inside);
  const own = [
    path.join(checkout, 'harness', 'run', 'subject-main.ts'),
    ...(installed === null ? [] : [path.join(installed, 'dist', 'subject-main.js')]),
  ].find((file) => existsSync(file));
  return own === undefined ? THIS_NODE.entry : pathToFileURL(own);
}

function findPackage(name: string, from: string): string | null {
  try {
    const file = findPackageJSON(name, pathToFileURL(`${from}/`));
    return file ? path.dirname(file) : null;
  } catch {
    return null;
  }
}

async function sweepStale(root: string): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const about = await stat(folder).catch(() => null);
    // What somebody else has left stays theirs.
    if (about && Date.now() - about.mtimeMs > STALE_MS) await remove(folder, root).catch(() => {});
  }
}

async function remove(folder: string, root: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await git(root, 'worktree', 'prune').catch(() => {});
}

function git(root: string, ...args: string[]): Promise<string> {
  return execute('git', ['-C', root, ...args]);
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** The checkout that this very code is part of. */
export const HERE = fileURLToPath(new URL('../..', import.meta.url));

const LOCKFILE = 'package-lock.json';
/** An installation that takes longer is stuck. */
const INSTALL_MS = 5 * 60_000;

/** Another commit of this repository in a folder of its own, with the packages of that commit. */
export interface Checkout extends AsyncDisposable {
  folder: string;
  /** The worker that plays its clients. */
  subjectEntry: URL;
}

/** Checks `commit` out beside this checkout; throws where the commit is not here or its packages cannot be installed. */
export async function openCheckout(commit: string): Promise<Checkout> {
  const parent = await mkdtemp(path.join(tmpdir(), 'poolproof-commit-'));
  const folder = path.join(parent, commit);
  const close = async () => {
    await git('worktree', 'remove', '--force', folder).catch(() => {});
    await rm(parent, { recursive: true, force: true });
    await git('worktree', 'prune').catch(() => {});
  };
  try {
    await git('worktree', 'add', '--detach', folder, commit);
    await providePackages(folder);
  } catch (error) {
    await close();
    throw error;
  }
  const subjectEntry = pathToFileURL(path.join(folder, 'harness', 'run', 'subject-main.ts'));
  return { folder, subjectEntry, [Symbol.asyncDispose]: close };
}

/** The last `count` commits of the main line, oldest first. */
export async function latestCommits(count: number): Promise<string[]> {
  const { stdout } = await git('log', '--first-parent', `--max-count=${count}`, '--format=%H');
  return stdout.trim().split('\n').toReversed();
}

/** Equal lockfiles make equal folders: then this checkout's packages do, and nothing is installed. */
async function providePackages(folder: string): Promise<void> {
  const [here, there] = await Promise.all(
    [HERE, folder].map((root) => readFile(path.join(root, LOCKFILE), 'utf8').catch(() => '')),
  );
  if (here === there) return symlink(path.join(HERE, 'node_modules'), path.join(folder, 'node_modules'));
  const quietly = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  await promisify(execFile)('npm', quietly, { cwd: folder, timeout: INSTALL_MS });
}

function git(...args: string[]) {
  return promisify(execFile)('git', ['-C', HERE, ...args]);
}

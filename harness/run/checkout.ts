import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** The checkout that this very code is part of. */
export const HERE = fileURLToPath(new URL('../..', import.meta.url));

const LOCKFILE = 'package-lock.json';
const PREFIX = 'poolproof-commit-';
/** An installation that takes longer is stuck. */
const INSTALL_MS = 5 * 60_000;
/** Minutes are usual: a checkout that is older was left by a run that was killed. */
const STALE_MS = 6 * 60 * 60_000;
/** Of what a failing program says, the beginning tells why. */
const LINES_TOLD = 3;
const NO_REASON = /^npm (warn|notice)|^Preparing worktree/;

/** Another commit of a repository in a folder of its own, with the packages of that commit. */
export interface Checkout extends AsyncDisposable {
  folder: string;
  /** The worker that plays its clients. */
  subjectEntry: URL;
  /** The files below these folders that differ from what they are here and now; tests do not count. */
  changed(folders: readonly string[]): Promise<string[]>;
}

/**
 * Checks `commit` out beside the checkout in `root`; throws where it is not there or its packages cannot be installed.
 */
export async function openCheckout(commit: string, root = HERE): Promise<Checkout> {
  await sweepStale(root);
  const parent = await mkdtemp(path.join(tmpdir(), PREFIX));
  const folder = path.join(parent, commit);
  const close = async () => {
    await git(root, 'worktree', 'remove', '--force', folder).catch(() => {});
    await remove(parent, root);
  };
  try {
    await git(root, 'worktree', 'add', '--detach', folder, commit);
    await providePackages(folder, root);
  } catch (error) {
    await close();
    throw error;
  }
  const subjectEntry = pathToFileURL(path.join(folder, 'harness', 'run', 'subject-main.ts'));
  const changed = async (folders: readonly string[]) => {
    const listed = await git(root, 'diff', '--name-only', commit, '--', ...folders);
    return listed.split('\n').filter((file) => file !== '' && !/\.test\.|\/testing\//.test(file));
  };
  return { folder, subjectEntry, changed, [Symbol.asyncDispose]: close };
}

/** The last `count` commits of the main line, oldest first. */
export async function latestCommits(count: number): Promise<string[]> {
  const listed = await git(HERE, 'log', '--first-parent', `--max-count=${count}`, '--format=%H');
  return listed.trim().split('\n').toReversed();
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

/** Equal lockfiles make equal folders: then the packages of `root` do, and nothing is installed. */
async function providePackages(folder: string, root: string): Promise<void> {
  const [here, there] = await Promise.all(
    [root, folder].map((one) => readFile(path.join(one, LOCKFILE), 'utf8').catch(() => '')),
  );
  if (here === there) return symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const quietly = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await execute('npm', quietly, { cwd: folder, timeout: INSTALL_MS });
}

function git(root: string, ...args: string[]): Promise<string> {
  return execute('git', ['-C', root, ...args]);
}

/** What a program prints; throws with what it said, in one line, where it failed. */
async function execute(program: string, args: string[], options: { cwd?: string; timeout?: number } = {}) {
  try {
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch (error) {
    const { stderr = '', killed, message } = error as Error & { stderr?: string; killed?: boolean };
    const said = stderr.split('\n').filter((line) => line.trim() !== '' && !NO_REASON.test(line));
    const why = killed ? 'it took too long' : said.slice(0, LINES_TOLD).join('; ') || message;
    throw new Error(`${program} ${args.join(' ')} failed: ${why}`, { cause: error });
  }
}

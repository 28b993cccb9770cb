import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { execute } from './execute.ts';

/** An installation that takes longer is stuck. */
const INSTALL_MS = 5 * 60_000;

const NPM = ['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'] as const;
/** Each lockfile with what installs that and nothing else. */
const INSTALL = {
  'package-lock.json': NPM,
  'npm-shrinkwrap.json': NPM,
  'pnpm-lock.yaml': ['pnpm', 'install', '--frozen-lockfile', '--ignore-scripts', '--prefer-offline'],
  'yarn.lock': ['yarn', 'install', '--frozen-lockfile'],
} as const;
const LOCKFILES = Object.keys(INSTALL) as (keyof typeof INSTALL)[];

interface Places {
  /** The top of the repository here, and of the checkout of another commit. */
  root: string;
  checkout: string;
  /** The folder, relative to both, from which packages are looked for upwards. */
  from: string;
}

/**
 * Gives a checkout the packages of its commit. Equal lockfiles make equal folders: then the packages that are here do,
 * and nothing is installed. A workspace's packages are links to folders of its own, so those of here would not do.
 */
export async function providePackages({ root, checkout, from }: Places): Promise<void> {
  const { folder, lockfile } = findPackages(checkout, from);
  const [here, there] = [path.join(root, folder), path.join(checkout, folder)];
  const isEqual = lockfile === null || (await textOf(here, lockfile)) === (await textOf(there, lockfile));
  if (isEqual && !(await isWorkspace(there))) {
    return symlink(path.join(here, 'node_modules'), path.join(there, 'node_modules'));
  }
  const [program, ...args] = INSTALL[lockfile ?? 'package-lock.json'];
  await execute(program, args, { cwd: there, timeout: INSTALL_MS });
}

/** The nearest folder that locks its packages, up to the top; where none does, the top. */
function findPackages(checkout: string, from: string): { folder: string; lockfile: keyof typeof INSTALL | null } {
  const lockfile = LOCKFILES.find((name) => existsSync(path.join(checkout, from, name))) ?? null;
  if (lockfile !== null || from === '' || from === '.') return { folder: from, lockfile };
  return findPackages(checkout, path.dirname(from));
}

async function isWorkspace(folder: string): Promise<boolean> {
  if (existsSync(path.join(folder, 'pnpm-workspace.yaml'))) return true;
  const { workspaces } = JSON.parse((await textOf(folder, 'package.json')) || '{}') as { workspaces?: unknown };
  return workspaces !== undefined;
}

function textOf(folder: string, name: string): Promise<string> {
  return readFile(path.join(folder, name), 'utf8').catch(() => '');
}

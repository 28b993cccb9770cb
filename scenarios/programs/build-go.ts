import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const SOURCES = path.join(import.meta.dirname, 'go');
const CACHE = path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'poolproof-go');

// The standard library only, so that nothing is ever fetched; everything that Go writes stays in the cache.
const GO_SETTINGS = {
  GOCACHE: path.join(CACHE, 'gocache'),
  GOPATH: path.join(CACHE, 'gopath'),
  GOFLAGS: '-mod=mod',
  GOPROXY: 'off',
  GOTOOLCHAIN: 'local',
  GOENV: 'off',
  GOWORK: 'off',
};

/** How a program is run, its arguments to follow, or why it cannot be. */
export type Found = { run: string[] } | { missing: string };

/**
 * The Go programs of this folder as one executable, built once for these sources. That takes a second where Go comes
 * with its library compiled, as Debian's 1.19 does, and half a minute of a processor where it does not.
 */
export async function buildGo(): Promise<Found> {
  const built = await goExecutable();
  if (existsSync(built)) return { run: [built] };
  await mkdir(path.dirname(built), { recursive: true });
  // Another build at the same time goes on beside it, and the last one wins.
  const unfinished = `${built}.${randomUUID()}`;
  try {
    await compile(unfinished);
    await rename(unfinished, built);
  } catch (error) {
    if (!isNotInstalled(error)) throw error;
    return { missing: 'Go is not installed (Debian: golang-go)' };
  } finally {
    await rm(unfinished, { force: true });
  }
  return { run: [built] };
}

/** Where these sources are built to, whether they have been or not. */
export async function goExecutable(): Promise<string> {
  return path.join(CACHE, await hashOfSources(), 'capturer');
}

/** Why the Go programs cannot be run on this machine, once they have been built where they can. */
export async function prepareGo(): Promise<string | undefined> {
  const found = await buildGo();
  return 'missing' in found ? found.missing : undefined;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(SOURCES)).sort()) {
    hash.update(`${name}\0`).update(await readFile(path.join(SOURCES, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function compile(output: string): Promise<void> {
  const env = { ...process.env, ...GO_SETTINGS };
  await promisify(execFile)('go', ['build', '-o', output, '.'], { cwd: SOURCES, env });
}

/** Whether the program that was to be run is not there. */
export function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

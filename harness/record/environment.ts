import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import os from 'node:os';
import { HOME, IS_BUILT } from '../core/home.ts';
import type { Environment } from './schema.ts';

/** The machine and the versions behind a run's figures. */
export function describeEnvironment(): Environment {
  const cpus = os.cpus();
  return {
    node: process.version,
    undici: versionNear('undici', import.meta.url),
    os: `${os.platform()} ${os.arch()}`,
    kernel: os.release(),
    cpu: cpus[0]?.model.trim() || 'unknown',
    cores: cpus.length,
    memoryBytes: os.totalmem(),
    git: gitCommit(),
    poolproof: versionNear('poolproof', import.meta.url),
  };
}

/** The version of a package that a module imports or, of poolproof, belongs to. */
export function versionNear(name: string, module: string | URL): string {
  const file = name === 'poolproof' ? findPackageJSON(module) : findPackageJSON(name, module);
  if (file === undefined) throw new Error(`${String(module)} belongs to no package`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A checkout of poolproof plays its own scenarios, the installed package those of the project it is started in. */
const PROJECT = IS_BUILT ? process.cwd() : HOME;

/** The commit of the project, with a plus sign where files differ from it; null outside a repository. */
function gitCommit(): string | null {
  try {
    return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : '');
  } catch {
    return null;
  }
}

/**
 * Where commits can be looked at, to be followed by one, by the remote 'origin'; null where there is none on the web.
 */
export function commitUrl(): string | null {
  try {
    return commitUrlOf(git('remote', 'get-url', 'origin'));
  } catch {
    return null;
  }
}

/** From 'git@host:owner/name.git', 'ssh://...' or 'https://...'; a name or password in it is nobody's business. */
export function commitUrlOf(remote: string): string | null {
  const [, host, repository] =
    /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]*@)?([^:/@\s]+\.[^:/@\s]+)(?::\d+)?[:/](\S+?)(?:\.git)?\/?$/.exec(remote) ?? [];
  if (host === undefined || repository === undefined) return null;
  return `https://${host}/${repository}/${host.includes('bitbucket') ? 'commits' : 'commit'}/`;
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', PROJECT, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT, messageOf, PoolproofError } from '../../harness/core/errors.ts';
import { playPair } from '../../harness/testing/play-pair.ts';
import type { Pair } from './pairs.ts';
import type { Judged, Outcome } from './verdict.ts';

/** Plays both clients of a pair; one that cannot be played is an outcome like another, so that the rest are judged. */
export async function judgePair(pair: Pair): Promise<Outcome> {
  try {
    if (!existsSync(path.join(pair.folder, 'package-lock.json'))) return await play(pair, pair.folder);
    return await playInstalled(pair);
  } catch (error) {
    return { kind: 'broken', pair, why: messageOf(error) };
  }
}

/** In a temporary copy, because what is installed does not belong beside the pair. */
async function playInstalled(pair: Pair): Promise<Judged> {
  const copy = await mkdtemp(path.join(tmpdir(), 'poolproof-zoo-'));
  try {
    cpSync(path.dirname(pair.folder), copy, { recursive: true, filter: (file) => isOf(pair, file) });
    const folder = path.join(copy, pair.name);
    install(folder);
    return await play(pair, folder);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The pair's own folder, and files that stand beside the pairs, because pairs may share modules. */
function isOf(pair: Pair, file: string): boolean {
  const [first, ...rest] = path.relative(path.dirname(pair.folder), file).split(path.sep);
  return first === '' || first === pair.name || (rest.length === 0 && path.extname(first ?? '') !== '');
}

function install(folder: string): void {
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (error) {
    throw notPlayable('npm ci failed in it; what npm said is above', error);
  }
}

async function play(pair: Pair, folder: string): Promise<Judged> {
  if (!existsSync(path.join(folder, 'case.json'))) throw notPlayable('it has no case.json');
  return { kind: 'judged', pair, ...(await playPair(folder, pair.socket)) };
}

function notPlayable(message: string, cause?: unknown): PoolproofError {
  return new PoolproofError('UNPLAYABLE_PAIR', message, { exitCode: EXIT.input, cause });
}

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseRecord } from '../../harness/record/schema.ts';
import { loadScenarioFile } from '../../harness/scenario/load-file.ts';
import { failedChecks, judgeScenario } from '../../harness/testing/judge-scenario.ts';
import type { Pair } from './pairs.ts';

export interface PairVerdict {
  pair: Pair;
  bad: CaseRecord;
  good: CaseRecord;
  badFailed: string[];
  goodFailed: string[];
  isCaught: boolean;
  isClean: boolean;
}

/** Installs a pair in a temporary copy, plays both clients, and says whether they were told apart. */
export async function judgePair(pair: Pair): Promise<PairVerdict> {
  const copy = await mkdtemp(path.join(tmpdir(), 'poolproof-zoo-'));
  try {
    // The parent is copied with it where modules are shared beside the pairs; for one pair its own folder is enough.
    cpSync(path.dirname(pair.folder), copy, { recursive: true, filter: (file) => isOf(pair, file) });
    const folder = path.join(copy, pair.name);
    install(folder);
    const cases = await judgeScenario(await loadScenarioFile(path.join(folder, 'case.json')));
    return verdictOf(pair, cases);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The pair's own folder, and files that stand beside the pairs. */
function isOf(pair: Pair, file: string): boolean {
  const [first, ...rest] = path.relative(path.dirname(pair.folder), file).split(path.sep);
  return first === '' || first === pair.name || (rest.length === 0 && path.extname(first ?? '') !== '');
}

function install(folder: string): void {
  if (!existsSync(path.join(folder, 'package-lock.json'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function verdictOf(pair: Pair, cases: CaseRecord[]): PairVerdict {
  const [bad, good] = ['bad', 'good'].map((name) => cases.find(({ configuration }) => configuration === name));
  if (!bad || !good) throw new Error(`${pair.name} has no configurations 'bad' and 'good'`);
  const [badFailed, goodFailed] = [failedChecks(bad), failedChecks(good)];
  const counts = (failed: string[]) => failed.filter((name) => pair.checks?.includes(name) ?? true);
  return {
    pair,
    bad,
    good,
    badFailed,
    goodFailed,
    isCaught: counts(badFailed).length > 0,
    // A twin is healthy in what its pair is about; it may be the broken one of another pair.
    isClean: counts(goodFailed).length === 0,
  };
}

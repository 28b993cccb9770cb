import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOfSharesAside } from '../../../harness/cli/testing/shares-aside.ts';
import { readRecord } from '../../../harness/record/read.ts';
import type { RunRecord } from '../../../harness/record/schema.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const TESTING = path.join(ROOT, 'harness', 'cli', 'testing');
const isInstalled = spawnSync('slurmctld', ['-V']).error === undefined;
const unless = isInstalled ? '' : ' (skipped: slurmctld is not installed)';

/** A Slurm of four nodes that lives as long as a command does; its folder has the results in `out`. */
async function withSlurm(command: string[], env: Record<string, string>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-slurm-'));
  const out = path.join(folder, 'out');
  const child = spawn(path.join(import.meta.dirname, 'throw-away.sh'), [path.join(folder, 'slurm'), '4', ...command], {
    cwd: ROOT,
    env: { ...process.env, ...env, POOLPROOF_OUT: out },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, out, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

const scenario = (file: string) => path.join(TESTING, file);
const KILL_TWO = path.join(import.meta.dirname, 'testing', 'kill-two.sh');

async function mergedIn(out: string, runId: string): Promise<RunRecord> {
  const folders = (await readdir(out)).filter((name) => name.endsWith(`-${runId}`));
  expect(folders).toHaveLength(1);
  return readRecord(path.join(out, folders[0] ?? '', 'record.json'));
}

// A task may come to its end after its node has lost its daemon, and then it is there.
describe.runIf(isInstalled)(`an array of four on four nodes loses one shard and one node${unless}`, () => {
  it('and is merged from what is there', async () => {
    const run = [KILL_TWO, scenario('small.json'), scenario('misbehaved.json')];
    await using slurm = await withSlurm(run, { RUN_ID: 'killed' });
    expect(slurm.code).toBe(2);
    expect(slurm.stdout).toMatch(/Inconclusive: .*\. Shards? 2/);
    const { id, shards, cases } = await mergedIn(slurm.out, 'killed');
    expect(id).toBe('killed');
    expect(shards?.missing).toContain(2);
    expect(shards?.merged.map(({ index }) => index)).toEqual(expect.arrayContaining([1, 4]));
    expect(cases.length + (shards?.missingCases.length ?? 0)).toBe(4);
  });

  it('while they are clients of one server, and those that are left play to the end', async () => {
    await using slurm = await withSlurm([KILL_TWO, scenario('joined.json')], {
      RUN_ID: 'joint',
      JOIN_HOST: '127.0.0.1',
    });
    expect(slurm.code).toBe(2);
    const { shards, cases } = await mergedIn(slurm.out, 'joint');
    expect(shards?.missing).toContain(2);
    expect(shards?.missingCases).toEqual([]);
    const together = cases.filter(({ clientOf }) => clientOf?.client === null);
    expect(together.map(({ configuration }) => configuration)).toEqual([
      'capped, all 4 clients',
      'agent, all 4 clients',
    ]);
    expect([0, 2]).toContain(codeOfSharesAside(together));
  });
});

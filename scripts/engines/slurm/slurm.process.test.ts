import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readRecord } from '../../../harness/record/read.ts';

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

it.runIf(isInstalled)(
  `an array of four on four nodes loses one shard and one node, and is merged from what is there${unless}`,
  async () => {
    const scenarios = ['small.json', 'misbehaved.json'].map((file) => path.join(TESTING, file));
    const kill = path.join(import.meta.dirname, 'testing', 'kill-two.sh');
    await using slurm = await withSlurm([kill, ...scenarios], { RUN_ID: 'killed' });
    expect(slurm.code).toBe(2);
    expect(slurm.stdout).toMatch(/Inconclusive: .*\. Shards? 2/);
    const folders = (await readdir(slurm.out)).filter((name) => name.endsWith('-killed'));
    expect(folders).toHaveLength(1);
    const { id, shards, cases } = await readRecord(path.join(slurm.out, folders[0] ?? '', 'record.json'));
    // A task may come to its end after its node has lost its daemon, and then it is there.
    expect(shards?.missing).toContain(2);
    expect(shards?.merged.map(({ index }) => index)).toEqual(expect.arrayContaining([1, 4]));
    expect(id).toBe('killed');
    expect(cases.length + (shards?.missingCases.length ?? 0)).toBe(4);
  },
);

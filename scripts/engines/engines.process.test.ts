import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Job } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import { expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

// Each engine's files as they are, with stand-ins for what is not here: npx, kubectl and the variables of a CI.

interface Played {
  code: number;
  stdout: string;
  /** What the stand-ins were asked, a line each. */
  calls: string[];
}

/** Runs a command in a folder with nothing in it, with programs that only note what they are asked. */
async function play(command: string[], env: Record<string, string> = {}, kubectl = ''): Promise<Played> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-engine-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const note = `echo "$(basename "$0") $*" >>"${folder}/calls"`;
  for (const [name, text] of Object.entries({ npx: '', npm: '', kubectl })) {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${note}\n${text}\n`);
    await chmod(path.join(folder, name), 0o755);
  }
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: `${folder}:${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const [code] = await once(child, 'close');
  return {
    code: code as number,
    stdout,
    calls: (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n'),
  };
}

const fileOf = (...names: string[]) => path.join(import.meta.dirname, ...names);
const textOf = (...names: string[]) => readFile(fileOf(...names), 'utf8');
const shell = (text: string, env: Record<string, string> = {}) => play(['bash', '-e', '-c', text], env);

interface Pod {
  spec: { containers: [{ command: [string, string, string]; env: { name: string; value: string }[] }] };
}
const manifestsIn = (text: string) => parseAllDocuments(text).map((document) => document.toJS());

/** Throws where a manifest is none by the schemas of the Kubernetes API. */
function validate(manifest: { kind: string }): void {
  const models: Record<string, new (data: never) => { validate(): void }> = { Job, PersistentVolumeClaim };
  const Model = models[manifest.kind];
  if (!Model) throw new Error(`no schema for ${manifest.kind}`);
  new Model(manifest as never).validate();
}

it('the local engine plays each shard once and merges all of them', async () => {
  const { calls } = await play([fileOf('local', 'run.sh'), '3', 'enforce-limit'], { RUN_ID: 'now' });
  expect(calls).toEqual([
    ...[1, 2, 3].map(
      (index) =>
        `npx --no-install poolproof scenario enforce-limit --shard ${index}/3 --run-id now --out results --quiet`,
    ),
    'npx --no-install poolproof merge results/blobs/now --out results',
  ]);
});

it.each([
  ['local', ['1', 'compare', 'diagnose-loki'], '1/1', ''],
  ['slurm', ['1', 'now', 'compare', 'diagnose-loki'], '1/1', ' --attempt 1'],
])('the engine %s divides a comparison by the same line', async (engine, words, shard, attempt) => {
  const script = { local: 'run.sh', slurm: 'shard.sh' }[engine] ?? '';
  const { calls } = await play([fileOf(engine, script), ...words], { RUN_ID: 'now', SLURM_ARRAY_TASK_ID: '1' });
  expect(calls[0]).toBe(
    `npx --no-install poolproof compare diagnose-loki --shard ${shard} --run-id now --out results${attempt} --quiet`,
  );
});

it('a task of a Slurm array plays its own shard, and a task that was requeued another attempt at it', async () => {
  const env = { SLURM_ARRAY_TASK_ID: '2', SLURM_RESTART_COUNT: '1' };
  const { calls } = await play([fileOf('slurm', 'shard.sh'), '4', 'now', 'enforce-limit'], env);
  expect(calls).toEqual([
    'npx --no-install poolproof scenario enforce-limit --shard 2/4 --run-id now --out results --attempt 2 --quiet',
  ]);
});

it.each(['shards.yaml', 'merge.yaml'])('%s is what the Kubernetes API takes', async (file) => {
  const manifests = manifestsIn(await textOf('kubernetes', file));
  expect(manifests.length).toBeGreaterThan(0);
  for (const manifest of manifests) validate(manifest);
});

it.each([
  ['a job without its pods', (job: { spec: object }) => Object.assign(job.spec, { template: undefined })],
  ['a number that is none', (job: { spec: object }) => Object.assign(job.spec, { completions: 'four' })],
])('the schemas of the Kubernetes API refuse %s', async (_, spoil) => {
  const [job] = manifestsIn(await textOf('kubernetes', 'merge.yaml'));
  expect(() => validate(job)).not.toThrow();
  spoil(job);
  expect(() => validate(job)).toThrow();
});

it("a pod of the Indexed Job, which counts from 0, plays the shard of its index, and the merge all of them's blobs", async () => {
  const [, shards] = manifestsIn(await textOf('kubernetes', 'shards.yaml')) as { spec: { template: Pod } }[];
  const [merge] = manifestsIn(await textOf('kubernetes', 'merge.yaml')) as { spec: { template: Pod } }[];
  const playPod = async (job: typeof merge, env: Record<string, string>) => {
    const [container] = (job as { spec: { template: Pod } }).spec.template.spec.containers;
    const given = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
    return (await play(container.command, { ...given, ...env })).calls;
  };
  expect(await playPod(shards, { JOB_COMPLETION_INDEX: '0', SCENARIOS: 'a b' })).toEqual([
    'npx --no-install poolproof scenario a b --shard 1/4 --run-id run-1 --out /results --quiet',
  ]);
  expect(await playPod(shards, { JOB_COMPLETION_INDEX: '3', SCENARIOS: 'compare a' })).toEqual([
    'npx --no-install poolproof compare a --shard 4/4 --run-id run-1 --out /results --quiet',
  ]);
  expect(await playPod(merge, {})).toEqual([
    'npx --no-install poolproof merge /results/blobs/run-1 --allow-mixed processor --out /results',
  ]);
});

it('the Kubernetes engine applies what the API takes, merges when the shards have failed, and ends as the merge does', async () => {
  const kubectl = `case "$*" in
  apply*) { cat; echo ---; } >>"$APPLIED" ;;
  *conditions*) echo Failed ;;
  logs*) echo merged ;;
  *exitCode*) printf 2 ;;
esac`;
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-applied-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const env = { APPLIED: path.join(folder, 'applied.yaml'), RUN_ID: 'now', POLL_SECONDS: '0' };
  const run = [fileOf('kubernetes', 'run.sh'), 'registry.example/pools:1', '7', 'enforce-limit', '--config', 'capped'];
  const { code, stdout } = await play(run, env, kubectl);
  expect([code, stdout]).toEqual([2, 'merged\n']);
  const manifests = manifestsIn(await readFile(env.APPLIED, 'utf8')).filter((manifest) => manifest !== null);
  for (const manifest of manifests) validate(manifest);
  expect(manifests.map(({ kind }) => kind)).toEqual(['PersistentVolumeClaim', 'Job', 'Job']);
  expect(manifests[1].spec).toMatchObject({ completions: 7, parallelism: 7, maxFailedIndexes: 7 });
  const [container] = manifests[1].spec.template.spec.containers;
  expect(container.image).toBe('registry.example/pools:1');
  expect(container.env).toEqual([
    { name: 'TOTAL', value: '7' },
    { name: 'RUN_ID', value: 'now' },
    { name: 'SCENARIOS', value: 'enforce-limit --config capped' },
  ]);
  expect(manifests[2].spec.template.spec.containers[0].env).toEqual([{ name: 'RUN_ID', value: 'now' }]);
});

it('each job of the GitHub matrix plays its own shard, and the merge takes what was downloaded', async () => {
  const { jobs } = parse(await textOf('github', 'shards.yml'));
  const values: Record<string, string> = {
    'matrix.index': '3',
    'strategy.job-total': String(jobs.shard.strategy.matrix.index.length),
    'github.run_id': '4711',
    'github.run_attempt': '2',
  };
  const stepOf = (job: { steps: { name?: string; run: string }[] }, name: string) =>
    (job.steps.find((step) => step.name === name)?.run ?? 'exit 99').replaceAll(
      /\$\{\{ (\S+) \}\}/g,
      (_, expression: string) => values[expression] ?? 'unknown',
    );
  expect((await shell(stepOf(jobs.shard, 'The shard'))).calls).toEqual([
    'npx --no-install poolproof scenario --shard 3/4 --run-id 4711 --attempt 2',
  ]);
  expect((await shell(stepOf(jobs.merge, 'The merge'))).calls).toEqual([
    'npx --no-install poolproof merge blobs --allow-mixed processor',
  ]);
  expect(jobs.shard.strategy['fail-fast']).toBe(false);
});

it('each of the parallel jobs of GitLab plays its own shard, and the merge runs whatever became of them', async () => {
  const jobs = parse(await textOf('gitlab', 'shards.yml'));
  const env = { CI_NODE_INDEX: '4', CI_NODE_TOTAL: String(jobs['pools-shard'].parallel), CI_PIPELINE_ID: '4711' };
  expect((await shell(jobs['pools-shard'].script.join('\n'), env)).calls).toEqual([
    'npm ci',
    'npx --no-install poolproof scenario --shard 4/4 --run-id 4711',
  ]);
  expect((await shell(jobs.pools.script.join('\n'), env)).calls.at(-1)).toBe(
    'npx --no-install poolproof merge results/blobs --allow-mixed processor',
  );
  expect(jobs.pools.when).toBe('always');
});

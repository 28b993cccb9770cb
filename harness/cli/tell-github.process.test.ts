import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startServer, startService } from '../recorders/watch/testing/start-service.ts';
import { openSandbox } from './testing/run-cli.ts';

async function openJob() {
  const repository = await mkdtemp(path.join(tmpdir(), 'poolproof-job-'));
  const page = path.join(repository, 'summary.md');
  return {
    repository,
    page,
    env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: repository, GITHUB_STEP_SUMMARY: page },
    [Symbol.asyncDispose]: () => rm(repository, { recursive: true, force: true }),
  };
}

it('a run in a job of GitHub puts a summary on its page and marks the file of the scenario, beside a record on stdout', async () => {
  await using job = await openJob();
  const { repository, page, env } = job;
  const folder = path.join(repository, 'services', 'api');
  await mkdir(path.join(folder, 'pools'), { recursive: true });
  const scenario = {
    name: 'too-high',
    target: { kind: 'http' },
    load: { concurrency: 4, requests: 20 },
    growth: { cycles: 0 },
    configurations: { one: { transport: 'undici-agent', connections: 2 } },
    expect: { requests: '>100' },
  };
  await writeFile(path.join(folder, 'pools', 'too-high.json'), JSON.stringify(scenario));
  await using sandbox = await openSandbox({ env, cwd: folder });
  const { code, stdout, stderr } = await sandbox.run('scenario', 'pools/too-high.json', '--quiet', '--json');

  expect(code).toBe(1);
  expect(JSON.parse(stdout).cases[0].file).toBe('pools/too-high.json');
  expect(stderr).toMatch(
    /^::error title=too-high \/ one%3A threshold%3A\S*,file=services\/api\/pools\/too-high\.json::.+\n$/,
  );
  expect(await readFile(page, 'utf8')).toMatch(/^## ✗ Failed: 1 of 1 case: too-high \/ one/);
  expect(await sandbox.leftovers()).toEqual([]);
});

it.runIf(process.platform === 'linux')('a watch does so, too, without a file', async () => {
  await using job = await openJob();
  await using sandbox = await openSandbox({ env: job.env });
  await using server = await startServer('unix');
  await using service = startService('healthy', server.to);
  const flags = ['--pid', String(service.pid), '--to', server.to, '--for', '1s', '--json', '--quiet'];
  const { stdout, stderr } = await sandbox.run('watch', ...flags, '--out', sandbox.out);
  expect(JSON.parse(stdout).status).toBe('inconclusive');
  expect(stderr).toMatch(/^(::warning title=[^,]+::.+\n)+$/);
  expect(await readFile(job.page, 'utf8')).toMatch(/^## \? Inconclusive/);
});

const PAIR = path.join(import.meta.dirname, 'testing', 'pair.json');

it('a comparison has a summary, and nothing to annotate', async () => {
  await using job = await openJob();
  await using sandbox = await openSandbox({ env: job.env });
  const { stderr } = await sandbox.run(
    'compare',
    PAIR,
    '--rounds',
    '1',
    '--warmup',
    '50ms',
    '--quiet',
    '--report',
    'csv',
  );
  expect(stderr).toBe('');
  expect(await readFile(job.page, 'utf8')).toMatch(/^## .+\n(.*\n)*\| configuration \| req\/s/);
});

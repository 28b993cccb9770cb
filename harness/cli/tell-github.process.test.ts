import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSandbox } from './testing/run-cli.ts';

it('a run in a job of GitHub puts a summary on its page and marks the file of the scenario, beside a record on stdout', async () => {
  const repository = await mkdtemp(path.join(tmpdir(), 'poolproof-job-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(repository, { recursive: true, force: true }) };
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
  const page = path.join(repository, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: repository, GITHUB_STEP_SUMMARY: page };

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

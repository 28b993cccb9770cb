import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { SUMMARY_BYTES } from '../report/github/step-summary.ts';
import { tellGithub } from './tell-github.ts';
import { openDesk } from './testing/run-here.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What it puts on stderr in a job of that environment. */
async function told(env: Record<string, string>, summary = '# passed\n'): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  let text = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  await tellGithub({ summary, annotations: (folder) => `::error file=${folder}::x\n` });
  return text;
}

it('adds the summary to what other steps wrote, up to what GitHub takes', async () => {
  await using desk = await openDesk();
  const file = path.join(desk.folder, 'summary');
  await writeFile(file, '# before\n');
  await told({ GITHUB_STEP_SUMMARY: file });
  expect(await readFile(file, 'utf8')).toBe('# before\n# passed\n');
  await told({ GITHUB_STEP_SUMMARY: file }, 'a line\n'.repeat(200_000));
  expect((await readFile(file)).length).toBeLessThanOrEqual(SUMMARY_BYTES);
  expect(await readFile(file, 'utf8')).toMatch(/a line\n\nThe rest is in the reports/);
});

it('annotates in a job of GitHub only, with the folder of the repository in which it runs', async () => {
  const workspace = path.dirname(process.cwd());
  expect(await told({ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace })).toBe(
    `::error file=${path.basename(process.cwd())}::x\n`,
  );
  expect(await told({ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: process.cwd() })).toBe('::error file=::x\n');
  expect(await told({ GITHUB_ACTIONS: '' })).toBe('');
});

it('a summary that cannot be written is said, and fails nothing', async () => {
  expect(await told({ GITHUB_STEP_SUMMARY: '/dev/null/summary' })).toMatch(
    /^The summary could not be written to \/dev\/null\/summary: .*\n$/,
  );
});

import { expect, it } from 'vitest';
import { runHere } from './testing/run-here.ts';
import { SAVED } from './testing/saved-by-run-1.ts';

it.each([
  ['a kind that is not known', ['report', SAVED.passed, '--report', 'jsn'], "Did you mean 'json'?"],
  ['a kind of audits', ['report', SAVED.passed, '--report', 'sarif'], 'known are json, html, terminal, junit, '],
  ['a file without a name', ['report', SAVED.passed, '--report', 'json='], "No file is named after 'json='."],
  ['two records', ['compare', SAVED.passed, SAVED.passed, '--report', 'html'], 'Two records have no report'],
])('--report refuses %s', async (_, args, message) => {
  const { code, stderr } = await runHere(...args);
  expect(stderr).toContain(message);
  expect(code).toBe(64);
});

it.each(['scenario', 'compare', 'nightly'])('%s --help lists the kinds of reports', async (command) => {
  const { stdout } = await runHere(command, '--help');
  expect(stdout).toMatch(/^Reports:\n(.*\n)* {2}json +\S.*json.*, always\)\n/m);
});

it('report --help says that it writes the page, and no record anew', async () => {
  const { stdout } = await runHere('report', '--help');
  expect(stdout).toMatch(/^ {2}json +\S.*json\)$/m);
  expect(stdout).toMatch(/^ {2}html +\S.*, always\)$/m);
});

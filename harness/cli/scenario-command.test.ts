import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDesk, runHere } from './testing/run-here.ts';

const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');

it('lists every scenario with its tags and its one line', async () => {
  const { code, stdout } = await runHere('scenario', '--list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^enforce-limit +The smallest proof.*\[default, nightly\]$/m);
});

describe('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['an unknown scenario', ['enforce-limmit'], 64, "Did you mean 'enforce-limit'?"],
    ['a file that is not there', ['./nowhere.ts'], 64, 'There is no scenario file ./nowhere.ts'],
    ['an unknown configuration', [SMALL, '--config', 'caped'], 64, "Did you mean 'capped'?"],
    ['a limit of 0', [SMALL, '--connections', '0'], 64, "Expected a whole number from 1 up, not '0'."],
    ['a limit of -1', [SMALL, '--connections', '-1'], 64, "Expected a whole number from 1 up, not '-1'."],
    ['a limit of abc', [SMALL, '--connections', 'abc'], 64, "Expected a whole number from 1 up, not 'abc'."],
    ['a duration without its unit', [SMALL, '--duration', '10'], 64, "such as '10s', '500ms' or '2m', not '10'."],
    ['a gauge without its URL', [SMALL, '--gauge', 'open'], 64, "Expected NAME=URL or NAME=URL#METRIC, not 'open'."],
    ['a gauge elsewhere', [SMALL, '--gauge', 'open=http://10.0.0.1/'], 64, "Gauge 'open': only this machine is asked"],
    [
      'a gauge twice',
      [SMALL, '--gauge', 'open=http://127.0.0.1/', '--gauge', 'open=http://127.0.0.1/'],
      64,
      "Two gauges are called 'open'.",
    ],
    ['an unknown option', [SMALL, '--conections', '5'], 64, 'Did you mean --connections?'],
    [
      'results that cannot be written',
      [SMALL, '--out', '/dev/null/results'],
      64,
      'Name a folder that you may write with --out DIR.',
    ],
  ] as const)('%s', async (_, args, exitCode, message) => {
    const { code, stdout, stderr } = await runHere('scenario', ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });

  it.each([
    ['throws', "throw new Error('half written');", 'half written'],
    ['has no default export', 'export const scenario = {};', 'has no default export'],
    [
      'has unknown keys',
      'export default { name: "x", taget: {}, loud: {} };',
      "taget: unknown key; did you mean 'target'?",
    ],
    ['is not TypeScript', 'export default {', 'could not be loaded'],
  ])('a scenario file that %s', async (_, text, message) => {
    await using desk = await openDesk();
    const file = path.join(desk.folder, 'broken.ts');
    await writeFile(file, text);
    const { code, stderr } = await runHere('scenario', file);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(65);
  });

  it('shows the stack when it is asked for', async () => {
    const { stderr } = await runHere('scenario', 'enforce-limmit', '--verbose');
    expect(stderr).toMatch(/^ +at /m);
  });
});

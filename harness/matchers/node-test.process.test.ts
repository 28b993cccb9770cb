import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Runs a file of tests as `node --test` does. */
function nodeTest(name: string, ...flags: string[]): Promise<{ code: number; stdout: string }> {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const file = path.join(import.meta.dirname, 'testing', name);
  return new Promise((resolve) => {
    execFile(process.execPath, ['--test', ...flags, '--test-reporter=tap', file], { env }, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), stdout });
    });
  });
}

it('assertions on a healthy and a broken client hold in a file of node:test that leaves nothing', async () => {
  const { code, stdout } = await nodeTest('assertions.mjs');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/ok \d - a healthy client[\s\S]*ok \d - a broken client/)]);
});

it('a file of node:test fails by what its tests leave', async () => {
  // Its timer would keep the file for minutes.
  const { code, stdout } = await nodeTest('leaves-a-timer.mjs', '--test-force-exit');
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('What these tests opened is still there after 50 ms: 1 timer (1 × Timeout).'),
  ]);
});

import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Runs a file of tests as `node --test` does, which ends it whatever is still there. */
function nodeTest(name: string): Promise<{ code: number; stdout: string }> {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const file = path.join(import.meta.dirname, 'testing', name);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--test', '--test-force-exit', '--test-reporter=tap', file],
      { env },
      (error, stdout) => {
        resolve({ code: Number(error?.code ?? 0), stdout });
      },
    );
  });
}

it('assertions on a healthy and a broken client hold in a file of node:test that leaves nothing', async () => {
  const { code, stdout } = await nodeTest('assertions.mjs');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/ok \d - a healthy client[\s\S]*ok \d - a broken client/)]);
});

it('a file of node:test fails by what its tests leave', async () => {
  const { code, stdout } = await nodeTest('leaves-a-timer.mjs');
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('What these tests opened is still there after 50 ms: 1 timer (1 × Timeout).'),
  ]);
});

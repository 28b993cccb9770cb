import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from './testing/run-here.ts';

const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');

describe('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['a shard without its total', ['--shard', '2'], 64, "Expected I/N such as '2/4', the second of four, not '2'."],
    ['a total of 0', ['--shard', '0/0'], 64, "Expected I/N such as '2/4', the second of four, not '0/0'."],
    ['shard 0', ['--shard', '0/4'], 64, "Expected a shard from 1/4 to 4/4, not '0/4'."],
    ['a shard beyond the total', ['--shard', '5/4'], 64, "Expected a shard from 1/4 to 4/4, not '5/4'."],
    ['a shard of no run', ['--shard', '1/2'], 64, 'Give all shards of a run the same --run-id ID.'],
    ['a run without shards', ['--run-id', 'night'], 64, '--run-id is for one shard of a run.'],
    ['a run id with a slash', ['--shard', '1/2', '--run-id', '../x'], 64, "and underscores, not '../x'."],
    [
      'times of a file that is not there',
      ['--shard', '1/2', '--run-id', 'night', '--times', 'nowhere.json'],
      65,
      'nowhere.json is no record of a run',
    ],
  ] as const)('%s', async (_, args, exitCode, message) => {
    const { code, stdout, stderr } = await runHere('scenario', SMALL, ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect([code, stdout]).toEqual([exitCode, '']);
  });
});

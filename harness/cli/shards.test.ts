import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from './testing/run-here.ts';

const CLIENTS = path.join(import.meta.dirname, 'testing', 'clients.json');
const UNIX = path.join(import.meta.dirname, 'testing', 'unix.json');
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
      'a coordinator that is no URL',
      ['--shard', '1/2', '--run-id', 'night', '--join', '4700'],
      64,
      "such as 'http://127.0.0.1:4700/TOKEN', not '4700'.",
    ],
    ['a coordinator without a shard', ['--join', 'http://127.0.0.1:1/t'], 64, '--join is for one shard of a run.'],
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

  it.each([
    ['clients of its own', CLIENTS, 'http://127.0.0.1:1/t', 'clients has 3 clients of its own.'],
    ['a Unix socket', UNIX, 'http://10.0.0.1:1/t', 'unix is about a Unix socket, which other machines do not see.'],
  ])('a shard that would join with %s', async (_, scenario, url, message) => {
    const { code, stderr } = await runHere('scenario', scenario, '--shard', '1/2', '--run-id', 'x', '--join', url);
    expect(stderr).toContain(message);
    expect(code).toBe(64);
  });
});

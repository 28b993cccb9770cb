import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CHECK_NAMES } from '../../harness/checks/judge.ts';
import { findPairs } from './pairs.ts';

async function makeFolder(names: readonly string[], expected?: object) {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-pairs-test-'));
  for (const name of names) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'case.json'), '{}');
  }
  if (expected) await writeFile(path.join(folder, 'expected.json'), JSON.stringify(expected));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

it('a pair is about the class or the check that its name begins with, or else about anything', async () => {
  await using made = await makeFolder(['c-leak', 'stall-queue', 'mine']);
  const [leak, mine, stall] = await findPairs(made.folder, '');
  expect(leak?.checks).toEqual(['growth', 'drain', 'close', 'exit', 'warnings']);
  expect(stall?.checks).toEqual(['stall']);
  expect(mine).toMatchObject({ className: null, checks: expect.arrayContaining(['config', 'limit', 'witnesses']) });
  expect(leak).toMatchObject({ socket: null, fails: null });
});

it('a table says on which sockets a pair is played and what must catch it, and then it is about every check', async () => {
  const both = { tcp: ['limit', 'reuse'], unix: ['limit'] };
  await using made = await makeFolder(['limit-twice', 'stall-queue'], { 'limit-twice': both });
  const plays = await findPairs(made.folder, 'limit');
  expect(plays.map(({ socket, fails }) => ({ socket, fails }))).toEqual([
    { socket: 'tcp', fails: ['limit', 'reuse'] },
    { socket: 'unix', fails: ['limit'] },
  ]);
  expect(plays[0]?.checks).toEqual(CHECK_NAMES);
  await expect(findPairs(made.folder, '')).rejects.toThrow('stall-queue has no line in expected.json');
});

it.each([
  ['an unknown check', { 'limit-twice': { tcp: ['limits'] } }],
  ['no check at all', { 'limit-twice': { tcp: [] } }],
  ['no kind of socket', { 'limit-twice': {} }],
  ['an unknown kind of socket', { 'limit-twice': { quic: ['limit'] } }],
])('a table with %s is refused', async (_, expected) => {
  await using made = await makeFolder(['limit-twice'], expected);
  await expect(findPairs(made.folder, '')).rejects.toThrow('expected.json is no table of pairs');
});

it('a folder without pairs, or without one of the name that is asked for, is refused', async () => {
  await using empty = await makeFolder([]);
  await expect(findPairs(empty.folder, '')).rejects.toMatchObject({
    message: expect.stringContaining('There are no pairs in'),
    exitCode: 65,
  });
  await using made = await makeFolder(['mine']);
  await expect(findPairs(made.folder, 'nobody')).rejects.toMatchObject({
    message: expect.stringContaining("has 'nobody' in its name"),
    exitCode: 64,
  });
});

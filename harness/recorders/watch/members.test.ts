import { describe, expect, it } from 'vitest';
import type { Selection } from '../../record/watch.ts';
import { processName } from '../kernel/processes.ts';
import { makeProcFolder } from '../kernel/testing/proc-folder.ts';
import { findMembers, isAlive } from './members.ts';
import { Roster } from './roster.ts';

const process = (
  id: number,
  parent: number,
  group: number,
  { state = 'S', comm = 'x', cmdline = '', started = id } = {},
) => {
  // proc(5): fields 4 to 22 of stat.
  const numbers = [parent, group, ...Array(16).fill(0), started];
  return {
    [`${id}/stat`]: `${id} (${comm}) ${state} ${numbers.join(' ')} 0 0`,
    [`${id}/status`]: state === 'Z' ? 'Threads:\t1\n' : 'VmRSS:\t  100 kB\nThreads:\t1\n',
    [`${id}/comm`]: `${comm}\n`,
    [`${id}/cmdline`]: cmdline.replaceAll(' ', '\0'),
  };
};

const MACHINE = {
  ...process(1, 0, 1, { comm: 'init' }),
  ...process(10, 1, 10, {
    comm: 'node-MainThread',
    cmdline: '/usr/bin/node --enable-source-maps /srv/api/server.mjs --key s3cret',
  }),
  ...process(11, 10, 10, { comm: 'node-MainThread', cmdline: '/usr/bin/node /srv/api/worker.js' }),
  ...process(12, 1, 10, { comm: 'orphan' }),
  ...process(20, 1, 20, { comm: 'a-very-long-nam', cmdline: './a-very-long-name-of-a-program' }),
  ...process(21, 20, 20, { comm: 'gone', state: 'Z' }),
};
const NOBODY: Selection = { pids: [], names: [], groups: [] };
const pidsOf = (selection: Partial<Selection>, root: string) =>
  findMembers({ ...NOBODY, ...selection }, root).map(({ pid }) => pid);

describe('the processes that are watched', () => {
  it('are those of a number and all that they started, orphans of their group too', async () => {
    await using proc = await makeProcFolder(MACHINE);
    expect(pidsOf({ pids: [10] }, proc.root)).toEqual([10, 11, 12]);
    expect(pidsOf({ pids: [11, 20] }, proc.root)).toEqual([11, 20]);
    expect(pidsOf({ pids: [4_711] }, proc.root)).toEqual([]);
  });

  it.each([
    ['node', [10, 11, 12]],
    ['server.mjs', [10, 11, 12]],
    ['worker.js', [11]],
    ['orphan', [12]],
    ['a-very-long-name-of-a-program', [20]],
    ['nginx', []],
  ])('are all of the name %s: of the program, the script or as ps shows it', async (name, pids) => {
    await using proc = await makeProcFolder(MACHINE);
    expect(pidsOf({ names: [name] }, proc.root)).toEqual(pids);
  });

  it('are all of a group, without those that have ended', async () => {
    await using proc = await makeProcFolder(MACHINE);
    expect([pidsOf({ groups: [10] }, proc.root), pidsOf({ groups: [20] }, proc.root)]).toEqual([[10, 11, 12], [20]]);
  });

  it('are called by their program and its script, and by no other argument', async () => {
    await using proc = await makeProcFolder(MACHINE);
    expect([10, 12, 20].map((pid) => processName(pid, proc.root))).toEqual([
      'node server.mjs',
      'orphan',
      'a-very-long-name-of-a-program',
    ]);
  });
});

it('a process is not alive as a zombie, without memory, or where its number is given again', async () => {
  await using proc = await makeProcFolder({ ...MACHINE, ...process(22, 1, 22), '22/status': 'Threads:\t1\n' });
  const alive = (pid: number, startedTicks: number) => isAlive({ pid, startedTicks, name: '' }, proc.root);
  expect([alive(10, 10), alive(10, 9), alive(21, 21), alive(22, 22), alive(99, 99)]).toEqual([
    ...[true, false, false, false, false],
  ]);
});

describe('the roster', () => {
  const roster = (root: string) => new Roster({ ...NOBODY, pids: [10] }, root);

  it('notes who comes, within five seconds, and who goes', async () => {
    await using before = await makeProcFolder(MACHINE);
    const { root } = before;
    const watched = roster(root);
    expect([watched.refresh(0), watched.seen]).toEqual([true, 3]);
    await before.write(process(13, 10, 10, { comm: 'fresh' }));
    await before.remove('11');
    expect([watched.refresh(4_999), watched.seen]).toEqual([true, 3]);
    expect([watched.refresh(5_000), watched.seen]).toEqual([true, 4]);
    expect(watched.list()).toEqual([
      { pid: 10, name: 'node server.mjs', fromMs: 0, untilMs: null },
      { pid: 11, name: 'node worker.js', fromMs: 0, untilMs: 4_999 },
      { pid: 12, name: 'orphan', fromMs: 0, untilMs: null },
      { pid: 13, name: 'fresh', fromMs: 5_000, untilMs: null },
    ]);
  });

  it('takes nobody for the process that was asked for who only has its number', async () => {
    await using proc = await makeProcFolder(process(10, 1, 10));
    const watched = roster(proc.root);
    watched.refresh(0);
    await proc.write(process(10, 1, 10, { started: 99 }));
    expect([watched.refresh(10_000), watched.seen, watched.list()[0]?.untilMs]).toEqual([false, 1, 10_000]);
  });
});

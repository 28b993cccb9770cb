import { expect, it } from 'vitest';
import { readProcStatus } from './proc-status.ts';
import { makeProcFolder } from './testing/proc-folder.ts';

it('threads and memory are read by their names, whatever the process is called', async () => {
  await using proc = await makeProcFolder({
    '7/status': 'Name:\tclient) S 1 (\nState:\tS (sleeping)\nThreads:\t11\nVmHWM:\t  90000 kB\nVmRSS:\t   65536 kB\n',
  });
  expect(readProcStatus(7, proc.root)).toEqual({ threads: 11, rssBytes: 65_536 * 1_024 });
});

it('of a process that has ended, or is not there, nothing is known', async () => {
  await using proc = await makeProcFolder({ '8/status': 'Name:\tnode\nState:\tZ (zombie)\nThreads:\t1\n' });
  expect(readProcStatus(8, proc.root)).toBeNull();
  expect(readProcStatus(9, proc.root)).toBeNull();
});

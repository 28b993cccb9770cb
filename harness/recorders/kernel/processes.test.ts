import { expect, it } from 'vitest';
import { descendantsOf, markedProcesses, processName, readProcess } from './processes.ts';
import { makeProcFolder } from './testing/proc-folder.ts';

/** As proc(5) has it: name, state, parent, group; processor time is in fields 14 to 17, the start in field 22. */
const stat = (id: number, state: string, parent: number, group: number) =>
  `${id} (a) name (of 2) ${state} ${parent} ${group} 0 0 0 0 0 0 0 0 150 50 30 20 0 0 0 0 4711 0 0`;

const MACHINE = {
  '1/stat': stat(1, 'S', 0, 1),
  '10/stat': stat(10, 'S', 1, 10),
  '10/cmdline': '/usr/bin/python3\0-u\0/srv/ship.py\0--token\0s3cret\0',
  '10/environ': 'PATH=/bin\0MARK=it\0',
  '11/stat': stat(11, 'Z', 10, 10),
  '12/stat': stat(12, 'S', 1, 12),
  '12/comm': 'sleep\n',
  '12/environ': 'MARK=it\0HOME=/\0',
  '13/stat': stat(13, 'S', 1, 10),
  '13/environ': 'NOTE=MARK=it\0MARK=item\0',
};

it('a process is read whatever it is called, its processor time with that of its children that have ended', async () => {
  await using proc = await makeProcFolder(MACHINE);
  expect(readProcess(10, proc.root)).toEqual({
    id: 10,
    parent: 1,
    group: 10,
    isZombie: false,
    cpuMs: 2_500,
    startedTicks: 4_711,
  });
  expect(readProcess(11, proc.root)?.isZombie).toBe(true);
  expect(readProcess(99, proc.root)).toBeNull();
});

it('what a process started are its children and who is in the group that it leads', async () => {
  await using proc = await makeProcFolder(MACHINE);
  expect(descendantsOf(10, proc.root)).toEqual([11, 13]);
});

it('a mark is a whole line of the environment, whatever group or parent a process has', async () => {
  await using proc = await makeProcFolder(MACHINE);
  expect(markedProcesses('MARK=it', proc.root)).toEqual([10, 12]);
});

it('a process is named by its program and script, and its arguments are left out', async () => {
  await using proc = await makeProcFolder(MACHINE);
  expect([10, 12, 99].map((id) => processName(id, proc.root))).toEqual(['python3 ship.py', 'sleep', '']);
});
